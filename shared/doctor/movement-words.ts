import { headerWords } from './header-words.ts';

/** What the name of a column says of a range of motion: of which movement, which side, and when it was measured. */
export type NamedMovement = {
  /** A code such as `shoulder-flexion`; undefined where no movement is named. */
  movement?: string;
  side?: 'left' | 'right';
  /** `both`: the two stand in one cell, before first or after first. */
  when?: 'before' | 'after' | 'both-before-first' | 'both-after-first';
};

const JOINTS = [
  ...['shoulder', 'elbow', 'forearm', 'wrist', 'hip', 'knee', 'ankle', 'neck', 'cervical', 'thoracic'],
  ...['lumbar', 'trunk', 'spine', 'back', 'thumb', 'jaw'],
];
const DIRECTIONS = ['internal', 'external', 'lateral', 'medial', 'horizontal', 'side'];
const MOTIONS = [
  ...['flexion', 'extension', 'abduction', 'adduction', 'rotation', 'dorsiflexion', 'plantarflexion'],
  ...['pronation', 'supination', 'inversion', 'eversion', 'elevation', 'bending', 'opening', 'raise'],
];
/** What these are short for, or called in other languages. Here alone: `links` is also a word of REST exports. */
const MEANT: Readonly<Record<string, string>> = {
  shoulder: 'sh shld schulter hombro epaule spalla ombro schouder',
  elbow: 'ellbogen codo coude gomito cotovelo elleboog',
  wrist: 'handgelenk muneca poignet polso punho pols',
  hip: 'huft hufte cadera hanche anca quadril heup',
  knee: 'knie rodilla genou ginocchio joelho',
  ankle: 'sprunggelenk tobillo cheville caviglia tornozelo enkel',
  neck: 'nacken cuello cou collo pescoco nek',
  cervical: 'cx hws',
  thoracic: 'tx bws',
  lumbar: 'lx lws',
  flexion: 'flex beugung flessione flexao flexie buiging',
  extension: 'ext streckung estensione extensao extensie strekking',
  abduction: 'abd abduktion abduccion abduzione abducao abductie',
  adduction: 'add adduktion aduccion adduzione aducao adductie',
  rotation: 'rot drehung rotacion rotazione rotacao rotatie',
  'external rotation': 'er aussenrotation',
  'internal rotation': 'ir innenrotation',
  dorsiflexion: 'df',
  plantarflexion: 'pf',
  'straight leg raise': 'slr',
  'passive rom': 'prom',
  'active rom': 'arom',
  left: 'l lt links izquierda izquierdo izq gauche sinistra sinistro esquerda esquerdo',
  right: 'r rt rechts derecha derecho droite droit destra destro direita direito',
  rom: 'bewegungsumfang beweglichkeit',
};
const SPELLED: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(MEANT).flatMap(([meant, words]) =>
    words.split(' ').map((word) => [word, meant.split(' ')] as const),
  ),
);
/** What is called by one of these is no measured value, or another one. */
const NO_VALUE = [
  ...['pain', 'date', 'note', 'notes', 'goal', 'target', 'normal', 'comment', 'comments', 'strength'],
  ...['mmt', 'complete', 'id', 'therapist', 'change', 'difference', 'gain', 'limited', 'name'],
];
const DEGREES = ['degrees', 'degree', 'deg', 'grad', 'grados', 'degres'];

/** Before a rotation `ext` is external, alone it is an extension. */
const ROTATION = /(?<![a-z])(int|ext)\.?[\s_-]*rot(?:ation|\.|(?![a-z]))/gi;

/** @returns undefined for a name that says nothing of a range of motion */
export function namedMovement(name: string): NamedMovement | undefined {
  const words = headerWords(
    name.replaceAll(/[°º]/g, ' degrees ').replaceAll(ROTATION, '$1ernal rotation'),
  ).flatMap(spelledOut);
  const has = (...some: readonly string[]) => some.some((word) => words.includes(word));
  if (has(...NO_VALUE)) return undefined;
  const isCalledRange = has('rom') || (has('range') && has('motion', 'movement'));
  const joint = words.find((word) => JOINTS.includes(word));
  const [motion, another] = [...new Set(words.filter((word) => MOTIONS.includes(word)))];
  if (!isCalledRange && (!motion || !(joint || has(...DEGREES, 'straight')))) return undefined;
  const direction = words.find((word) => DIRECTIONS.includes(word));
  const movement =
    motion && !another && [...kindOf(words), joint, direction, motion].filter((word) => word).join('-');
  const side = has('left') === has('right') ? undefined : has('left') ? 'left' : 'right';
  const when = whenIn(words);
  return { ...(movement && { movement }), ...(side && { side }), ...(when && { when }) };
}

/** Passive movement is another measurement; active is what is meant where nothing is said. */
function kindOf(words: readonly string[]): string[] {
  if (words.includes('straight') && words.includes('leg')) return ['straight-leg'];
  return words.includes('passive') ? ['passive'] : [];
}

function whenIn(words: readonly string[]): NamedMovement['when'] {
  const [before, after] = [words.indexOf('before'), words.indexOf('after')];
  if (before === -1 && after === -1) return undefined;
  if (before === -1 || after === -1) return before === -1 ? 'after' : 'before';
  return before < after ? 'both-before-first' : 'both-after-first';
}

/** `Schulterflexion` is two words; `flex` and `L` are short for one. */
function spelledOut(word: string): readonly string[] {
  const joined = GERMAN.exec(word)?.slice(1) ?? [word];
  return joined.flatMap((part) => SPELLED.get(part) ?? [part]);
}

const GERMAN =
  /^(schulter|nacken|hufte?|knie|ellbogen|handgelenk|hws|bws|lws)s?(flexion|extension|abduktion|adduktion|rotation|beugung|streckung|drehung|aussenrotation|innenrotation)s?$/;
