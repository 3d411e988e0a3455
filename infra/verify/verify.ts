import { verifyClinic } from '../../shared/views/verify-clinic.ts';
import { runVerb } from './run-verb.ts';

/** `npm run verify`: compares what is stored of every view with what the records come to. */
await runVerb('verify', 1, async ({ sources }, clinicId, partitions) => {
  const { items, drifts } = await verifyClinic(sources, clinicId, partitions);
  const lines = drifts.map(({ is, entity, key }) => `${is}: ${entity}  ${key.pk}  ${key.sk}`);
  return {
    lines: [...lines, `${items} items looked at, ${drifts.length} not as the records say`],
    isWell: drifts.length === 0,
  };
});
