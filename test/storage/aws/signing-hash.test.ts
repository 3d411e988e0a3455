import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SigningHash } from '../../../shared/storage/aws/signing-hash.ts';

const hex = async (hash: SigningHash) => Buffer.from(await hash.digest()).toString('hex');

describe('SigningHash', () => {
  it('signs as RFC 4231 says, test cases 1, 2 and 6', async () => {
    const cases = [
      [
        new Uint8Array(20).fill(0x0b),
        'Hi There',
        'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
      ],
      [
        'Jefe',
        'what do ya want for nothing?',
        '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
      ],
      [
        new Uint8Array(131).fill(0xaa).buffer,
        'Test Using Larger Than Block-Size Key - Hash Key First',
        '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
      ],
    ] as const;
    for (const [secret, text, expected] of cases) {
      const hash = new SigningHash(secret);
      hash.update(text);
      expect(await hex(hash)).toBe(expected);
    }
  });

  it("comes to what Node's own does, of whatever pieces, and anew after a reset", async () => {
    const piece = fc.oneof(fc.string({ unit: 'binary' }), fc.uint8Array());
    const secret = fc.option(fc.oneof(fc.string(), fc.uint8Array()), { nil: undefined });
    await fc.assert(
      fc.asyncProperty(secret, fc.array(piece), async (key, pieces) => {
        const own = new SigningHash(key);
        for (const times of [1, 2]) {
          const nodes = key === undefined ? createHash('sha256') : createHmac('sha256', key);
          for (const part of pieces) {
            own.update(part);
            nodes.update(part);
          }
          expect(await hex(own), String(times)).toBe(nodes.digest('hex'));
          own.reset();
        }
      }),
    );
  });

  it('takes the part of a buffer that a view shows', async () => {
    const whole = Uint8Array.from([1, 2, 3, 4, 5]);
    const view = whole.subarray(1, 3);
    const hash = new SigningHash(view);
    hash.update(view);
    expect(await hex(hash)).toBe(
      createHmac('sha256', Uint8Array.of(2, 3)).update(Uint8Array.of(2, 3)).digest('hex'),
    );
  });
});
