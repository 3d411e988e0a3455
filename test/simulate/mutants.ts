import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

/** A rule of the code that is broken: one place of one file, which reads otherwise in the process of a run. */
export type Mutant = { file: string; from: string; to: string };

/** What has to be noticed: each breaks what everything else relies on, and a run that does not notice it proves nothing. */
export const MUTANTS: Readonly<Record<string, Mutant>> = {
  'revision-unchecked': {
    file: 'shared/storage/view-store.ts',
    from: "ConditionExpression: 'revision = :seen'",
    to: "ConditionExpression: 'revision = :seen OR attribute_exists(pk)'",
  },
  'revision-not-bumped': {
    file: 'shared/storage/view-store.ts',
    from: 'revision: text(randomUUID())',
    to: 'revision: text(seenRevision ?? randomUUID())',
  },
  'sources-read-first': {
    file: 'shared/views/refresh.ts',
    from: 'return await refreshOnce(view, key, { seen, unsure }, store);',
    to: `const sources = await view.sources(key);
        const after = await store.get(view.items(key));
        return await refreshOnce({ ...view, sources: async () => sources }, key, { seen: after, unsure }, store);`,
  },
  'second-look-removed': {
    file: 'shared/views/refresh.ts',
    from: "['lost', 'written', 'unsure']",
    to: "['lost', 'unsure']",
  },
  'stop-when-equal-removed': {
    file: 'shared/views/refresh.ts',
    from: 'if (isSure && (held?.content ?? null) === content) continue;',
    to: '',
  },
  'failed-view-swallowed': {
    file: 'shared/views/refresh.ts',
    from: 'failed.set(viewId(view, key), error);\n        return',
    to: 'return',
  },
  'lost-race-swallowed': {
    file: 'shared/storage/record-writer.ts',
    from: 'withMarks = true;\n      continue;\n    }\n    for',
    to: 'return written;\n    }\n    for',
  },
  'record-unchecked': {
    file: 'shared/storage/record-actions.ts',
    from: "if (!item) return { ConditionExpression: 'attribute_not_exists(pk)' };",
    to: 'if (item || !item) return {};',
  },
  'erasure-mark-unchecked': {
    file: 'shared/storage/record-actions.ts',
    from: 'const markChecks = [...owners].map(',
    to: 'const markChecks = [].map(',
  },
  'drawn-again': {
    file: 'shared/storage/objects.ts',
    from: "        IfNoneMatch: '*',\n",
    to: '',
  },
  'account-charged-again': {
    file: 'shared/releases/stores/client-accounts.ts',
    from: "'(attribute_not_exists(waiting) OR NOT contains(waiting, :name))'",
    to: "'(attribute_not_exists(waiting) OR NOT contains(waiting, :name) OR attribute_exists(pk))'",
  },
  'release-paid-again': {
    file: 'shared/releases/stores/release-ledger.ts',
    from: 'if (before) return before;',
    to: '',
  },
  'late-goal-version-unseen': {
    file: 'functions/derive-outcomes/stale-views.ts',
    from: 'return [...affected, ...standing]',
    to: 'return affected',
  },
};

const ROOT = new URL('../../', import.meta.url);

/**
 * Lets every module that is loaded from now on read a file with a rule broken.
 *
 * @throws Error where the file does not have the place, or has it twice: a mutant that changes nothing is caught by nobody
 */
export function breakRule({ file, from, to }: Mutant): void {
  const { href } = new URL(file, ROOT);
  const source = readFileSync(fileURLToPath(href), 'utf8');
  if (source.split(from).length !== 2)
    throw new Error(`${file} does not have the place to break once: ${from}`);
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      return url === href ? { ...loaded, source: source.replace(from, () => to) } : loaded;
    },
  });
}
