import { describe, expect, it } from 'vitest';
import { calibrationPage, calibrationText } from '../../infra/calibrate/calibration-text.ts';
import { codeOf, estimatorsVersion } from '../../infra/calibrate/estimators-version.ts';
import type { Verdict } from '../../infra/calibrate/verdict.ts';

const kept: Verdict = {
  claim: 'lead',
  scenario: 'two equal techniques',
  promise: 'names no technique in at least 93 %',
  kept: 0.957,
  datasets: 1000,
  ci95: [0.9425, 0.968],
  said: 1,
  verdict: 'kept',
};
const silent: Verdict = { ...kept, scenario: 'asked once', kept: 0, datasets: 0, said: 0, verdict: 'silent' };

describe('calibrationText', () => {
  it('has a line a promise and says how many were kept', () => {
    const lines = calibrationText([kept, silent, { ...kept, verdict: 'broken' }]).split('\n');
    expect(lines).toHaveLength(6);
    expect(lines[1]).toContain('95.7 %');
    expect(lines[1]).toMatch(/100\.0 %$/);
    expect(lines[2]).toMatch(/ - {2}.* 0 .*silent$/);
    expect(lines[3]).toMatch(/broken$/);
    expect(lines[5]).toBe('3 promises: 1 kept, 1 broken, 1 silent.');
  });
});

describe('calibrationPage', () => {
  it('is a table of the same cells', () => {
    const page = calibrationPage('1.2.3+abc', [kept]);
    expect(page).toContain(
      '| lead | two equal techniques | names no technique in at least 93 % | 95.7 % | 94.3 % to 96.8 % | 1000 | 100.0 % |  |',
    );
    expect(page).toContain('1.2.3+abc');
  });
});

describe('estimatorsVersion', () => {
  it('is that of the package and of the source, and the same again', () => {
    expect(estimatorsVersion()).toMatch(/^\d+\.\d+\.\d+\+[0-9a-f]{12}$/);
    expect(estimatorsVersion()).toBe(estimatorsVersion());
  });

  it('is of what is computed, not of comments, types or where a file stands', () => {
    const before =
      "import { mean } from './mean.ts';\nexport const half = (x: number[]): number => mean(x) / 2;\n";
    const moved = `import { mean } from '../change/mean.ts';
      import type { Row } from './row.ts';
      /** Half of the mean. */
      export const half = (x: readonly number[]): number => mean(x) / 2;`;
    expect(codeOf(moved)).toBe(codeOf(before));
    expect(codeOf(before)).toContain('mean(x)/2');
    expect(codeOf(before.replace('/ 2', '/ 3'))).not.toBe(codeOf(before));
  });
});
