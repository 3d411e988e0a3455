import { expect, test } from 'vitest';
import { deletionAnswer, keysToDelete } from '../../../infra/local/gateway/delete-objects.ts';
import { Refusal } from '../../../infra/local/gateway/error-format.ts';

const body = (inner: string): string =>
  `<Delete xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${inner}</Delete>`;

test('keys are read with their entities resolved', () => {
  const xml = body(
    '<Object><Key>a &amp;amp; &lt;b&gt; &#xfc;&#13;</Key></Object><Object><Key>c</Key></Object>',
  );
  expect(keysToDelete(xml)).toEqual({ keys: ['a &amp; <b> ü\r', 'c'], quiet: false });
  expect(keysToDelete(body('<Quiet>true</Quiet><Object><Key>c</Key></Object>')).quiet).toBe(true);
});

test.each([
  ['no key', body(''), 400],
  ['an empty key', body('<Object><Key></Key></Object>'), 400],
  ['1,001 keys', body('<Object><Key>k</Key></Object>'.repeat(1_001)), 400],
  ['a version', body('<Object><Key>k</Key><VersionId>3</VersionId></Object>'), 501],
])('%s is refused', (_name, xml, status) => {
  expect(() => keysToDelete(xml)).toThrow(expect.objectContaining({ status }));
});

test('the answer tells what was refused even when it is to be quiet', () => {
  const outcomes = [{ key: 'a&b' }, { key: 'c', refusal: new Refusal(403, 'AccessDenied', 'no <leave>') }];
  const refused = '<Error><Key>c</Key><Code>AccessDenied</Code><Message>no &lt;leave&gt;</Message></Error>';
  expect(deletionAnswer(outcomes, false)).toContain(`<Deleted><Key>a&amp;b</Key></Deleted>${refused}`);
  expect(deletionAnswer(outcomes, true)).not.toContain('Deleted>');
  expect(deletionAnswer(outcomes, true)).toContain(refused);
});
