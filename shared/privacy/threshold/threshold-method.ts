import { COMPLAINT_GROUPS, complaintsIn } from '../programme/complaint-groups.ts';
import type { TableDimensions } from '../programme/table-dimensions.ts';
import {
  COUNT_STEP,
  FEWEST_CHANGED,
  FEWEST_CLIENTS,
  FEWEST_FEASIBLE,
  LEAST_COUNT,
  MEAN_LIMIT,
  MEAN_STEPS,
  REPRESENTED_PARTS,
  SAFE_RANGE,
} from './limits.ts';

/** METHOD.md of a threshold release: the same words whatever the period holds. */
export function thresholdMethod(dimensions: TableDimensions): string {
  const steps = MEAN_STEPS.toReversed().map(
    ({ fromClients, tenths }) => `${tenths / 10} from ${fromClients} clients on`,
  );
  return `# How this release was made

This is a suppressed aggregate of clients who consented. It is not a mathematical guarantee of anonymity.

## Who and what is counted

Each client counts once in a period: in the technique and complaint that brought him most often, with the
median of his improvements (pain before a session minus pain right after it, in points from 0 to 10), a half
rounded down. Whoever usually came without pain (a median score before of 0) is not counted. A responder is a
client whose pain fell by at least 30 %: that improvement is at least 30 % of his median score before, of which a
half is rounded up.

${toldApart(dimensions)}

A report that comes after a period has closed is not added to it: nothing is restated. Should a mistake have to be
mended, a revision has the same rows, and shows every cell as the first release did unless ${FEWEST_CHANGED} clients or more have come, gone or changed
in it, and hides what that hid: otherwise the difference of the two would tell of single clients.

## What is hidden

- A cell of fewer than ${FEWEST_CLIENTS} clients has status \`c\`, and so has an empty one, since a published
  nought would prove that nobody was there.
- Other cells have status \`c\` too where a small one could be computed from them. There is one code: whether a
  cell is empty, small or large but needed to protect another cannot be told.
- Each hidden small cell was tested by linear programming against somebody who knows the exact counts of all
  shown cells and of the margins: for all that can be computed, it may hold ${SAFE_RANGE.least} client or fewer and may hold
  ${SAFE_RANGE.greatest} or more.
- The share of responders is hidden (\`responder_status\` is \`c\`) where responders, or the others, are fewer
  than ${FEWEST_CLIENTS}, none included, or where it would narrow the count too far.

## What is coarsened

- Clients are shown to the nearest ${COUNT_STEP}; ${LEAST_COUNT} stands for ${FEWEST_CLIENTS} to 17.
- Means are shown to ${steps.join(', ')}; ${MEAN_LIMIT} stands for ${MEAN_LIMIT} or more, and -${MEAN_LIMIT} for that or less.
- Shares are shown to 5 percentage points.
- What share of its clients a row with \`all\` stands for is shown to ${100 / REPRESENTED_PARTS} percentage points, and never as less than that.

So every shown row fits at least ${FEWEST_FEASIBLE.counts} exact counts, and sums of points that lie at least ${FEWEST_FEASIBLE.points} apart.

## How to read it

${rowsOfAll(dimensions)}
- Rows and columns are the same in every release of a catalogue, whoever came.
- Do not add periods up to count people: a client may be in several.

## What is not promised

- Clients of one cell who put together what they know of themselves see fewer than ${FEWEST_CLIENTS} others.
- Facts about groups are published: what is true of most clients of a cell is likely of any one of them.
- Releases of several clinics' months, each released once, were audited together; with what is known of them from
  elsewhere they were not.
`;
}

/** What the rows are about, and what they put together. */
function toldApart({ techniques, complaints }: TableDimensions): string {
  const of = {
    each: 'each complaint',
    groups: 'groups of complaints',
    none: undefined,
  }[complaints];
  const named = [...(techniques ? ['each technique'] : []), ...(of ? [of] : [])];
  const rest = [...(techniques ? [] : ['techniques']), ...(of ? [] : ['complaints'])];
  const what =
    named.length > 0
      ? `This release tells ${named.join(' and ')} apart`
      : 'This release tells of all clients together';
  const together =
    rest.length > 0 && named.length > 0 ? `; all ${rest.join(' and ')} are counted together` : '';
  const groups = COMPLAINT_GROUPS.map((group) => `${group} (${complaintsIn(group).join(', ')})`);
  return [
    `${what}${together}. A cell is a row that was counted, and no sum.`,
    ...(complaints === 'groups'
      ? ['Groups of complaints, as far as the catalogue has these:', ...groups.map((one) => `- ${one}`)]
      : []),
  ].join('\n');
}

const SHARES = `about what share
  of all their clients those rows hold: 0.6 stands for half to 70 %, 1 for 90 % or more, 0.2 for 30 % or less. It is empty
  where that could tell of a hidden row.`;

/** How rows with `all` are to be read: sums of what is shown, or counted themselves. */
function rowsOfAll({ techniques, complaints }: TableDimensions): string {
  if (!techniques && complaints === 'none')
    return '- The one row is of all clients of the catalogue, and was counted: its `represented_share` is 1.';
  const isOne = !techniques || complaints === 'none';
  const counted = `- Rows of ${techniques ? 'a technique' : 'a complaint'} have \`all\` for ${techniques ? 'the complaint' : 'the technique'}, and were counted: they are about all clients of the
  ${techniques ? 'technique' : 'complaint'} in the catalogue, and their \`represented_share\` is 1.
- The row with \`all\` twice is the sum, and the mean by client, of the rows shown in this table. It leaves out hidden rows
  and so is lower than the true total. It carries no share of responders. Its \`represented_share\` says ${SHARES}`;
  const sums = `- Rows with \`all\` are sums, and means by client, of the cells shown in this table. They leave out hidden cells
  and so are lower than the true totals. They carry no share of responders. \`represented_share\` says ${SHARES} Such a row
  is about the clients in the cells shown, who came with the more frequent complaints; it is not about all clients of the
  technique.`;
  return isOne ? counted : sums;
}
