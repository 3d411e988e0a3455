import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { constructNames } from '../../../infra/local/assembly/construct-name.ts';
import { physicalName } from '../../../infra/local/assembly/physical-name.ts';

describe('constructNames', () => {
  const named = (...paths: string[]) => {
    const resources = paths.map((constructPath, index) => ({ constructPath, logicalId: `Logical${index}` }));
    return [...constructNames(resources).values()];
  };

  it('takes the first part of the path that is nobody else’s', () => {
    expect(named('api/ingest/Resource', 'api/read/Resource', 'derive/function/Resource')).toEqual([
      'ingest',
      'read',
      'derive',
    ]);
  });

  it('falls back on the logical id', () => {
    expect(named('same/Resource', 'same/Resource')).toEqual(['Logical0', 'Logical1']);
  });
});

describe('physicalName', () => {
  it('is stable, fits, and differs where stack or logical id differ', () => {
    const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,80}$/);
    fc.assert(
      fc.property(name, name, name, fc.integer({ min: 20, max: 255 }), (stack, one, other, longest) => {
        const made = physicalName(stack, one, longest);
        expect(made.length).toBeLessThanOrEqual(longest);
        expect(physicalName(stack, one, longest)).toBe(made);
        expect(physicalName(stack, other, longest) === made).toBe(one === other);
      }),
    );
  });
});
