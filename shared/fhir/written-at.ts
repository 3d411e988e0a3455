import { type Element, elementOf, extensionOf, textOf } from './element.ts';
import { EXTENSIONS } from './house.ts';
import { latestOf } from './time.ts';

/**
 * When a version of a resource was written: what the house's extension says, else `issued`, else `meta.lastUpdated`,
 * else nothing, so that the arrival is taken. Servers often leave `issued` as it was when they change a resource: of one
 * that is not `final` any more the later of the two counts.
 */
export function writtenAt(resource: Element): string | undefined {
  const said = textOf(elementOf(extensionOf(resource, EXTENSIONS.recordedAt))['valueDateTime']);
  if (said !== undefined) return said;
  const issued = textOf(resource['issued']);
  const updated = textOf(elementOf(resource['meta'])['lastUpdated']);
  const isFirst = resource['status'] === 'final' || resource['status'] === undefined;
  return isFirst ? (issued ?? updated) : latestOf([issued, updated]);
}
