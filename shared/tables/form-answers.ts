/**
 * The answers of a form as its service lists them (Typeform): each with the question's `field`, the `type` of the answer, and
 * the answer under the name of that type. By question what was answered, several choices joined by `;`.
 *
 * @returns undefined where a list holds anything else
 */
export function formAnswers(
  entries: readonly unknown[],
): readonly (readonly [question: string, answer: unknown])[] | undefined {
  const answers = entries.map(answerIn);
  if (answers.length === 0 || !answers.every((answer) => answer !== undefined)) return undefined;
  // A question's own name is telling, where somebody has given it; its id always differs.
  const byRef = new Set(answers.map(({ ref }) => ref));
  const isNamed = byRef.size === answers.length && !byRef.has(undefined);
  return answers.map(({ ref, id, answer }) => [isNamed ? ref! : id, answer] as const);
}

function answerIn(entry: unknown): { id: string; ref: string | undefined; answer: unknown } | undefined {
  if (!hasParts(entry) || !hasParts(entry['field'])) return undefined;
  const { type, field } = entry as { type?: unknown; field: Record<string, unknown> };
  const { id, ref } = field;
  if (typeof type !== 'string' || typeof id !== 'string' || !Object.hasOwn(entry, type)) return undefined;
  return { id, ref: typeof ref === 'string' && ref !== '' ? ref : undefined, answer: plain(entry[type]) };
}

/** A choice is its label, or what was written beside those that were offered. */
function plain(answer: unknown): unknown {
  if (!hasParts(answer)) return answer;
  const { label, labels, other } = answer;
  if (Array.isArray(labels)) return [...labels, ...(typeof other === 'string' ? [other] : [])].join(';');
  return label ?? other ?? answer;
}

const hasParts = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
