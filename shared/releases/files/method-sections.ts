/** A part of METHOD.md as text without marks: paragraphs, and points of a list. */
export type MethodSection = { title: string; paragraphs: readonly string[]; points: readonly string[] };

const HEADING = /^##? /m;

/** The sections of a published METHOD.md, in their order; the first is what stands below its title. */
export function methodSections(method: string): MethodSection[] {
  return method
    .split(HEADING)
    .slice(1)
    .map((text) => {
      const [title, ...lines] = text.split('\n');
      // A point begins a block of its own, whether or not an empty line stands before it.
      const blocks = lines.join('\n').split(/\n\s*\n|\n(?=- )/);
      const plain = blocks.map((block) =>
        block
          .replaceAll(/\*\*|`/g, '')
          .replaceAll(/\s+/g, ' ')
          .trim(),
      );
      const isPoint = (block: string) => block.startsWith('- ');
      return {
        title: title!.trim(),
        paragraphs: plain.filter((block) => block !== '' && !isPoint(block)),
        points: plain.filter(isPoint).map((block) => block.slice(2)),
      };
    });
}
