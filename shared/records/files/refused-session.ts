import { type TechniqueEntry, techniquesSchema } from '../session.ts';
import { parseInstant } from '../time/instant.ts';

/**
 * What the refused row of a session still tells: somebody came and was asked, although nothing of it is kept. Only what
 * is itself valid is read.
 */
export type RefusedSession = {
  sessionId?: string;
  startedAt?: string;
  techniques: TechniqueEntry[];
};

/** Reads it; undefined where the row is of another type, or its techniques are not valid. */
export function refusedSession(input: unknown): RefusedSession | undefined {
  if (typeof input !== 'object' || input === null) return undefined;
  const { type, techniques, sessionId, startedAt } = input as Record<string, unknown>;
  if (type !== 'session') return undefined;
  const parsed = techniquesSchema.safeParse(techniques);
  if (!parsed.success) return undefined;
  const start = typeof startedAt === 'string' ? parseInstant(startedAt) : undefined;
  return {
    ...(typeof sessionId === 'string' && { sessionId }),
    ...(start && 'instant' in start && { startedAt: start.instant }),
    techniques: parsed.data,
  };
}
