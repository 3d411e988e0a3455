const DECIMAL = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
/** Up to 15 digits any decimal number comes back from a double as it went in. */
const SURELY_EXACT_LENGTH = 15;

/** The number that a plain decimal text stands for; undefined for any other text and for one that would be rounded. */
export function exactNumber(text: string): number | undefined {
  return DECIMAL.test(text) && isExact(text) ? Number(text) : undefined;
}

/**
 * Whether a JSON number keeps its value as a double: the shortest text of the double has the same digits.
 * `7.00000000000000000001` does not, `0.30000000000000004` does.
 */
export function isExact(text: string): boolean {
  if (text.length <= SURELY_EXACT_LENGTH && !/e/i.test(text)) return true;
  const value = Number(text);
  return Number.isFinite(value) && digitsOf(text) === digitsOf(String(value));
}

/** Significant digits and power of ten: `1200`, `1.2e3` and `1200.00` all become `12e4`. */
function digitsOf(text: string): string {
  const [mantissa, exponent = '0'] = text
    .replace(/^-/, '')
    .toLowerCase()
    .split(/e(?=[+\d-])/) as [string, string?];
  const [whole, fraction = ''] = mantissa.split('.') as [string, string?];
  const digits = (whole + fraction).replace(/^0+/, '');
  const leadingZeros = whole.length + fraction.length - digits.length;
  const significant = digits.replace(/0+$/, '');
  return significant === '' ? '0' : `${significant}e${whole.length - leadingZeros + Number(exponent)}`;
}
