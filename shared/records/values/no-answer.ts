const CODES: ReadonlySet<string> = new Set(['99', '-99', '999', '-999', '-9', '88', '-88', '77', '-1']);
/** "none" is none of them: it may say that there is no pain. */
const WORDS = /^\s*(na|n\/a|#n\/a|nan|null|missing|unknown|refused|no answer|[.?]|-{1,2})\s*$/i;

/** Whether a number is one of those that are written where there is no answer; 99 is also 99.0. */
export const isNoAnswer = (text: string) => CODES.has(text.replace(/\.0+$/, ''));

/** Whether a text is a word or a sign that stands where there is no answer. */
export const saysNoAnswer = (text: string) => WORDS.test(text);
