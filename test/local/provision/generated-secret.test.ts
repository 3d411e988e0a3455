import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generatedSecret } from '../../../infra/local/provision/generated-secret.ts';

describe('generatedSecret', () => {
  it('has 32 characters of every type but blanks by default', () => {
    const secret = generatedSecret({});
    expect(secret).toHaveLength(32);
    for (const type of [/[a-z]/, /[A-Z]/, /[0-9]/, /[!-/:-@[-`{-~]/]) expect(secret).toMatch(type);
    expect(secret).not.toMatch(/ /);
  });

  it('keeps to its rules, whatever they are', () => {
    const rules = fc.record({
      PasswordLength: fc.integer({ min: 5, max: 200 }),
      ExcludeLowercase: fc.boolean(),
      ExcludeUppercase: fc.boolean(),
      ExcludePunctuation: fc.boolean(),
      IncludeSpace: fc.boolean(),
      ExcludeCharacters: fc.constantFrom('', 'abc019', '"\\/'),
    });
    fc.assert(
      fc.property(rules, (given) => {
        const secret = generatedSecret(given);
        expect(secret).toHaveLength(given.PasswordLength);
        expect(/[a-z]/.test(secret)).toBe(!given.ExcludeLowercase);
        expect(/[A-Z]/.test(secret)).toBe(!given.ExcludeUppercase);
        expect(/[!-/:-@[-`{-~]/.test(secret)).toBe(!given.ExcludePunctuation);
        expect(/ /.test(secret)).toBe(given.IncludeSpace);
        for (const character of given.ExcludeCharacters) expect(secret).not.toContain(character);
      }),
    );
  });

  it('goes into a template', () => {
    const secret = generatedSecret({
      SecretStringTemplate: '{"user":"a"}',
      GenerateStringKey: 'password',
      PasswordLength: 10,
    });
    expect(JSON.parse(secret)).toEqual({ user: 'a', password: expect.stringMatching(/^.{10}$/) });
  });

  it('refuses rules that leave nothing', () => {
    const none = {
      ExcludeLowercase: true,
      ExcludeUppercase: true,
      ExcludeNumbers: true,
      ExcludePunctuation: true,
    };
    expect(() => generatedSecret(none)).toThrow('leave no characters');
  });
});
