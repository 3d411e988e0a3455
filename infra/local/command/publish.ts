import { releasePeriod } from '../../../shared/privacy/programme/release-period.ts';
import { type ReleaseId, releaseIdText } from '../../../shared/releases/release-id.ts';
import { FunctionError } from '../lambda/invocation.ts';
import type { LocalCloud } from '../local-cloud.ts';
import { CommandError } from './command-error.ts';

type Invoker = Pick<LocalCloud, 'invoke'>;

/** Begins the counting of a period, as the schedule does on its day; the queue does the rest. */
export async function closePeriod(cloud: Invoker, release: ReleaseId): Promise<void> {
  const scheduledTime = releasePeriod(release.period)!.freezesAt;
  await invoked(cloud, 'close-period', { scheduledTime, release });
}

/** Publishes a period that has been counted, as the schedule does on its day. */
export async function publishRelease(cloud: Invoker, release: ReleaseId): Promise<void> {
  const scheduledTime = releasePeriod(release.period)!.publishesAt;
  await invoked(cloud, 'publish-release', { scheduledTime, release });
}

/** @throws CommandError when the function failed; what failed is in its log */
async function invoked(cloud: Invoker, name: string, event: { scheduledTime: string; release: ReleaseId }) {
  try {
    await cloud.invoke(name, event);
  } catch (error) {
    if (!(error instanceof FunctionError)) throw error;
    const what = releaseIdText(event.release);
    if (/^(release|config|request)\./.test(error.errorType)) {
      throw new CommandError(`${name} refuses ${what}: ${error.reason}.`);
    }
    throw new CommandError(`${name} failed for ${what}; logs/${name}.log in the results says why.`);
  }
}
