import { type BorderSide, borderFindings } from '../checks/border-findings.ts';
import type { MonthEdge, MonthEdges } from '../checks/month-edges.ts';
import type { MonthFindings } from '../checks/month-findings.ts';
import { monthAfter } from '../outcomes/months.ts';
import { mapKey } from '../storage/aws/dynamodb.ts';
import {
  BORDER_SK_PREFIX,
  bordersItem,
  type ClinicMonthKey,
  checksPk,
  clientMonthItem,
  edgesItem,
  monthOfBorder,
} from '../storage/keys/keys.ts';
import type { ViewStore } from '../storage/views/view-store.ts';
import { clientMonthOf } from './client-month-view.ts';
import type { View } from './refresh.ts';

type Border = { before: BorderSide; after: BorderSide };
const NOTHING: MonthEdge = { near: [], busy: [] };

/**
 * What cannot be among the facts of two months together, by the one that begins at the border. Its sources are the edges
 * of both, which are derived with the months, and the months of clients with many sessions there; so it is asked after
 * either month has been brought up to date, and nothing else of them is read.
 */
export function monthBorderView(views: Pick<ViewStore, 'get'>): View<ClinicMonthKey, Border> {
  return {
    entity: 'month-border-checks',
    items: (key) => [bordersItem(key)],
    sources: async ({ clinicId, month }) => {
      const months = [monthAfter(month, -1), month];
      const items = months.map((one) => edgesItem({ clinicId, month: one }));
      const held = await views.get(items);
      const [earlier, later] = items.map((item) => {
        const content = held.get(mapKey(item))?.content;
        return content ? (JSON.parse(content) as MonthEdges) : undefined;
      });
      const [late, early] = [earlier?.late ?? NOTHING, later?.early ?? NOTHING];
      const busy = [...new Set([...late.busy, ...early.busy])].sort();
      const [before, after] = await Promise.all(
        months.map(async (one) => {
          const keys = busy.map((client) => clientMonthItem({ clinicId, client, month: one }));
          const found = keys.length === 0 ? new Map() : await views.get(keys);
          return busy.map((client, index) => {
            const content = found.get(mapKey(keys[index]!))?.content;
            return { client, sessions: content ? clientMonthOf(content).sessions : [] };
          });
        }),
      );
      return { before: { edge: late, busy: before! }, after: { edge: early, busy: after! } };
    },
    derive: ({ month }, { before, after }) => {
      const found = borderFindings(month, before, after);
      return [found.count === 0 ? null : JSON.stringify(found)];
    },
  };
}

/** The borders of a month, as keys: the one that it begins with, and the one that it ends at. */
export function bordersOf({ clinicId, month }: ClinicMonthKey): ClinicMonthKey[] {
  return [month, monthAfter(month, 1)].filter(hasMonthBefore).map((one) => ({ clinicId, month: one }));
}

/** A year has four digits, and what is written in the first of all months has none before it. */
const hasMonthBefore = (month: string) => month > '0001-01' && month.length === 7;

/** What was found at the borders of a clinic's months, by the month that begins there. */
export async function foundAtBorders(
  views: Pick<ViewStore, 'each'>,
  clinicId: string,
): Promise<({ month: string } & MonthFindings)[]> {
  const found: ({ month: string } & MonthFindings)[] = [];
  for await (const { key, content } of views.each(checksPk(clinicId), BORDER_SK_PREFIX)) {
    found.push({ month: monthOfBorder(key.sk), ...(JSON.parse(content!) as MonthFindings) });
  }
  return found;
}
