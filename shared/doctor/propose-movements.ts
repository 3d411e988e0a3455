import type { MovementRule } from '../mapping/field-rule.ts';
import type { Decision } from '../mapping/mapping.ts';
import { isNoAnswer } from '../records/values/no-answer.ts';
import type { ColumnProfile } from './column-profile.ts';
import { type NamedMovement, namedMovement } from './movement-words.ts';

type Measured = { column: ColumnProfile; named: NamedMovement };

/** A code for "no answer" among degrees: other than in scores 77, 88 and 99 are degrees that can be. */
const isNoDegrees = (text: string) => isNoAnswer(text) && Math.abs(Number(text)) > 360;

/** Columns of degrees whose names say that they are a range of motion. */
export function movementColumns(columns: readonly ColumnProfile[]): Measured[] {
  return columns.flatMap((column) => {
    const named = isDegrees(column) || isPairs(column) ? namedMovement(column.name) : undefined;
    return named ? [{ column, named }] : [];
  });
}

/** Of a column that is called so a few texts are slips: such cells are refused for what they are. */
const MANY = 0.6;
const isDegrees = (column: ColumnProfile) => column.share('degrees') > MANY;
const isPairs = (column: ColumnProfile) => column.share('degreesPair') > MANY;

/**
 * The range of motion of a visit from the columns of its degrees, as their names tell movement, side and when.
 *
 * @param columns of no other role
 * @returns no rule where no column says all of that; what each lacks is told
 */
export function proposeMovements(columns: readonly ColumnProfile[]): {
  rule?: { movements: MovementRule[] };
  decisions: Decision[];
} {
  const decisions: Decision[] = [];
  const movements = new Map<string, MovementRule>();
  for (const { column, named } of movementColumns(columns)) {
    const open = lacking(column, named);
    const key = `${named.movement} ${named.side ?? ''}`;
    const known = movements.get(key);
    const cells = open ? undefined : cellsOf(column, named);
    const isTwice = cells && known && Object.keys(cells).some((part) => part in known || 'pair' in known);
    if (!cells || isTwice) {
      const why =
        open ??
        `says the same as another column of ${key.trim()}: never read; name them apart, or leave one of them out`;
      decisions.push({ about: column.name, sure: 'unsure', why });
      continue;
    }
    const { movement, side } = named;
    movements.set(key, { ...(known ?? { movement: movement!, ...(side && { side }) }), ...cells });
  }
  if (movements.size === 0) return { decisions };
  const why = `degrees of ${[...movements.keys()].map((key) => key.trim()).join(', ')}, as the names of the columns say`;
  return {
    rule: { movements: [...movements.values()] },
    decisions: [{ about: 'rangeOfMotion', sure: 'likely', why }, ...decisions],
  };
}

/** What a column does not say that has to be known. */
function lacking(column: ColumnProfile, { movement, when }: NamedMovement): string | undefined {
  if (movement === undefined)
    return 'is called a range of motion, and its name does not say of which movement: never read; call it so, such as "Shoulder flexion before"';
  if (isDegrees(column) && (when === 'before' || when === 'after')) return undefined;
  if (isPairs(column) && when?.startsWith('both')) return undefined;
  return isPairs(column)
    ? `holds two numbers of degrees in each cell, such as ${[...column.values.keys()][0]}: never read until its name says which of them was before, such as "Shoulder flexion (before/after)"`
    : 'is a range of motion, and its name does not say whether it was measured before or after the visit: never read; call it so, such as "Shoulder flexion before"';
}

function cellsOf(column: ColumnProfile, { when }: NamedMovement): Partial<MovementRule> {
  if (when === 'both-before-first' || when === 'both-after-first')
    return {
      pair: { column: column.name, order: when === 'both-before-first' ? 'before-first' : 'after-first' },
    };
  const missing = [...column.values.keys()].filter(isNoDegrees);
  return { [when!]: { column: column.name, ...(missing.length > 0 && { missing }) } };
}

/** Where rows are no visits nothing is known that degrees belong to. */
export function movementsWithoutVisit(columns: readonly ColumnProfile[]): Decision[] {
  const why =
    'is a range of motion: it is kept with a visit, which these rows are not, or as a measurement of a goal, which a mapping names: never read';
  return movementColumns(columns).map(({ column }) => ({ about: column.name, sure: 'unsure', why }));
}
