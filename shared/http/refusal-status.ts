const STATUS_OF_REFUSAL: Readonly<Record<string, number>> = {
  conflict: 409,
  erased: 409,
  forbidden: 403,
  'not-in-care': 403,
  'unknown-client': 404,
};

/** A refused record's status: what contradicts what is held is a conflict; anything else is wrong in itself. */
export function statusOfRefusal(code: string): number {
  return STATUS_OF_REFUSAL[code] ?? (/^(move|merge)\.|\.other-client$/.test(code) ? 409 : 400);
}
