/** What `npm run test:deep` runs of the unit tests, with `deep.ts` saying so: the files that have a small version. */
export const DEEP = [
  'test/attacks/**/*.test.ts',
  'test/bulk/record-scanner.test.ts',
  'test/bulk/table-columns.test.ts',
  'test/calibrate/promises.test.ts',
  'test/claims/benchmark-simulated.test.ts',
  'test/claims/claims.test.ts',
  'test/claims/expected-change.test.ts',
  'test/claims/outcome-statistics.test.ts',
  'test/doctor/variants.test.ts',
  'test/fhir/round-trip.test.ts',
  'test/functions/fuzzed-files.test.ts',
  'test/functions/fuzzed-forms.test.ts',
  'test/functions/fuzzed-looks.test.ts',
  'test/functions/fuzzed-records.test.ts',
  'test/functions/import-killed.test.ts',
  'test/goals/affected-goals.test.ts',
  'test/house/imports.test.ts',
  'test/infra/cfn-lint.test.ts',
  'test/infra/rules.test.ts',
  'test/mapping/paired-scores.test.ts',
  'test/offline/gather-outcomes.test.ts',
  'test/outcomes/stale-months.test.ts',
  'test/privacy/differential-privacy/estimates/published-intervals.test.ts',
  'test/privacy/threshold/suppress-cells.test.ts',
  'test/simulate/simulate.test.ts',
  'test/statistics/comparison/adjusted-comparison.test.ts',
  'test/statistics/table/outcome-filter.test.ts',
  'test/views/courses-view.test.ts',
  'test/views/refresh-clinic.test.ts',
];

/** And of those of the synthesized app. */
export const DEEP_INTEGRATION = [
  'test/integration/access/**/*.test.ts',
  'test/integration/analyse.test.ts',
  'test/integration/start.test.ts',
  'test/integration/pipeline/answers.test.ts',
  'test/integration/pipeline/kill-rounds.test.ts',
  'test/integration/pipeline/any-order.test.ts',
  'test/integration/storage/**/*.test.ts',
];

/**
 * What `npm run test:deep` alone has: whoever changes something runs `npm test` many times a day, and of the synthesized
 * application that tries each door and the whole flow, from a dropped file to a release that is verified. These go round every
 * corner of one matter: a drill, an operator's verb, an agreement, an erasure through everything that is kept.
 */
export const DEEP_ALONE = [
  // What stands in for AWS, in itself: the flow goes through all of it.
  'test/integration/local/engines.test.ts',
  'test/integration/local/event-sources.test.ts',
  'test/integration/local/lifecycle.test.ts',
  'test/integration/moto/*.test.ts',
  'test/integration/pipeline/analysed-alike.test.ts',
  'test/integration/pipeline/clinics-as-data.test.ts',
  'test/integration/pipeline/designs.test.ts',
  'test/integration/pipeline/erasures.test.ts',
  'test/integration/pipeline/exports.test.ts',
  'test/integration/pipeline/names.test.ts',
  'test/integration/pipeline/operations.test.ts',
  'test/integration/pipeline/owners-report.test.ts',
  'test/integration/pipeline/releases.test.ts',
  // Waits a minute, by design.
  'test/integration/pipeline/time-zone.test.ts',
  'test/integration/pipeline/undo-import.test.ts',
  'test/integration/pipeline/verify.test.ts',
  'test/integration/release-audit.test.ts',
  'test/integration/release-plan.test.ts',
  'test/integration/releases/*.test.ts',
];
