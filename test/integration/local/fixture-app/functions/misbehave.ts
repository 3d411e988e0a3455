/** Does what it is asked to do wrong. */
export const handler = async (event: { how: string }): Promise<unknown> => {
  switch (event.how) {
    case 'hang':
      return new Promise(() => setInterval(() => undefined, 1000));
    case 'spin':
      for (;;) Math.random();
    case 'hoard': {
      const kept: number[][] = [];
      for (;;) kept.push(new Array<number>(1_000_000).fill(kept.length));
    }
    case 'exit':
      return process.exit(3);
    case 'environment':
      return process.env;
    case 'large':
      return 'x'.repeat(7 * 1024 * 1024);
    default:
      throw new TypeError(`cannot ${event.how}`);
  }
};
