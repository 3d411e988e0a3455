import { rebuildClinic } from '../../shared/views/verify-clinic.ts';
import { runVerb } from './run-verb.ts';

/** `npm run rebuild`: derives every view again from the records, while in service. */
await runVerb('rebuild', async (sources, clinicId, partitions) => {
  const failed = await rebuildClinic(sources, clinicId, partitions);
  const lines = [...failed].map(([id, error]) => `could not be derived: ${id}: ${String(error)}`);
  return {
    lines: [...lines, failed.size === 0 ? 'every view is up to date' : 'all other views are up to date'],
    isWell: failed.size === 0,
  };
});
