import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

/** A place of the code that reads otherwise in the process of a run. */
type Broken = { file: string; from: string; to: string };

/** A rule of the code that is broken: where several places keep it, all of them are. */
export type Mutant = readonly Broken[];

const SECOND_LOOK_REMOVED: Broken = {
  file: 'shared/views/refresh.ts',
  from: "['lost', 'written', 'unsure']",
  to: "['lost', 'unsure']",
};

/** What has to be noticed: each breaks what everything else relies on, and a run that does not notice it proves nothing. */
export const MUTANTS: Readonly<Record<string, Mutant>> = {
  'revision-unchecked': [
    {
      file: 'shared/storage/views/view-store.ts',
      from: "ConditionExpression: 'revision = :seen'",
      to: "ConditionExpression: 'revision = :seen OR attribute_exists(pk)'",
    },
  ],
  'revision-not-bumped': [
    {
      file: 'shared/storage/views/view-store.ts',
      from: 'const revision = randomUUID();',
      to: 'const revision = seenRevision ?? randomUUID();',
    },
  ],
  // Alone it is mended: who has written looks again, and the sources are new by then.
  'sources-read-first': [
    {
      file: 'shared/views/refresh.ts',
      from: 'return await refreshOnce(view, key, { seen, unsure }, store);',
      to: `const sources = await view.sources(key);
        const after = await store.get(view.items(key));
        return await refreshOnce({ ...view, sources: async () => sources }, key, { seen: after, unsure }, store);`,
    },
    SECOND_LOOK_REMOVED,
  ],
  'second-look-removed': [SECOND_LOOK_REMOVED],
  'stop-when-equal-removed': [
    {
      file: 'shared/views/refresh.ts',
      from: 'if (isSure && (held?.content ?? null) === content) continue;',
      to: '',
    },
  ],
  'failed-view-swallowed': [
    {
      file: 'shared/views/refresh.ts',
      from: 'failed.set(viewId(view, key), error);\n      return',
      to: 'return',
    },
  ],
  'lost-race-swallowed': [
    {
      file: 'shared/storage/record-writer.ts',
      from: 'withMarks = true;\n      continue;\n    }\n    for',
      to: 'return written;\n    }\n    for',
    },
  ],
  'record-unchecked': [
    {
      file: 'shared/storage/writing/record-actions.ts',
      from: "if (!item) return { ConditionExpression: 'attribute_not_exists(pk)' };",
      to: 'if (item || !item) return {};',
    },
  ],
  'erasure-mark-unchecked': [
    {
      file: 'shared/storage/writing/record-actions.ts',
      from: 'const markChecks = [...owners].map(',
      to: 'const markChecks = [].map(',
    },
  ],
  'drawn-again': [
    {
      file: 'shared/storage/aws/objects.ts',
      from: "        IfNoneMatch: '*',\n",
      to: '',
    },
  ],
  'account-charged-again': [
    {
      file: 'shared/releases/stores/client-accounts.ts',
      from: "'(attribute_not_exists(waiting) OR NOT contains(waiting, :name))'",
      to: "'(attribute_not_exists(waiting) OR NOT contains(waiting, :name) OR attribute_exists(pk))'",
    },
  ],
  // Three places ask whether it has been paid for; any one of them is enough.
  'release-paid-again': [
    {
      file: 'shared/releases/steps/charge-release.ts',
      from: '    return before;\n  }\n  checkClosed',
      to: '  }\n  checkClosed',
    },
    { file: 'shared/releases/stores/release-ledger.ts', from: 'if (before) return before;', to: '' },
    {
      file: 'shared/releases/stores/release-ledger.ts',
      from: "    ConditionExpression: 'attribute_not_exists(pk)',\n  };",
      to: '  };',
    },
  ],
  'late-goal-version-unseen': [
    {
      file: 'functions/derive-outcomes/stale-views.ts',
      from: 'return [...affected, ...standing]',
      to: 'return affected',
    },
  ],
};

const ROOT = new URL('../../', import.meta.url);

/**
 * Lets every module that is loaded from now on read files with a rule broken.
 *
 * @throws Error where a file does not have the place, or has it twice: a mutant that changes nothing is caught by nobody
 */
export function breakRule(mutant: Mutant): void {
  const sources = new Map<string, string>();
  for (const { file, from, to } of mutant) {
    const { href } = new URL(file, ROOT);
    const source = sources.get(href) ?? readFileSync(fileURLToPath(href), 'utf8');
    if (source.split(from).length !== 2)
      throw new Error(`${file} does not have the place to break once: ${from}`);
    sources.set(
      href,
      source.replace(from, () => to),
    );
  }
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      const source = sources.get(url);
      return source === undefined ? loaded : { ...loaded, source };
    },
  });
}
