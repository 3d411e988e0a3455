/** Cannot start: every invocation reports the init error. */
throw new Error('no configuration');
export const handler = async () => undefined;
