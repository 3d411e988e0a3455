import { describe, expect, test } from 'vitest';
import { UsageError } from '../../infra/command-line/usage-error.ts';
import { readPeopleArguments } from '../../infra/people/people-arguments.ts';

const ENVIRONMENT = { REGISTRY_TABLE: 'registry', USER_POOL_ID: 'pool', MASTER_SECRET: 'master' };
const places = { registryTable: 'registry', userPool: 'pool' };
const circle = { clinicId: 'harbour' };
const email = 'a@b.example';

describe('readPeopleArguments', () => {
  test.each([
    [['list', 'harbour'], { asked: 'list', circle, ...places }],
    [
      ['list', '--partner', 'insurer', '--table', 'other'],
      { asked: 'list', circle: { partner: 'insurer' }, ...places, registryTable: 'other' },
    ],
    [
      ['invite', 'harbour', '--email', email],
      { asked: 'invite', circle, email, member: { role: 'owner', ...circle }, ...places },
    ],
    [
      ['invite', 'harbour', '--email', email, '--role', 'therapist', '--therapist', 't-1', '--name', 'Bea'],
      {
        asked: 'invite',
        circle,
        email,
        member: { role: 'therapist', ...circle, therapistId: 't-1', name: 'Bea' },
        ...places,
      },
    ],
    [
      ['invite', '--partner', 'insurer', '--email', email],
      {
        asked: 'invite',
        circle: { partner: 'insurer' },
        email,
        member: { role: 'partner', partner: 'insurer' },
        ...places,
      },
    ],
    [
      ['invite', '--operators', '--email', email, '--name', 'Oda'],
      {
        asked: 'invite',
        circle: { operators: true },
        email,
        member: { role: 'operator', name: 'Oda' },
        ...places,
      },
    ],
    [
      ['withdraw', '--operators', 'abc'],
      { asked: 'withdraw', circle: { operators: true }, subject: 'abc', ...places },
    ],
    [['withdraw', 'harbour', 'abc'], { asked: 'withdraw', circle, subject: 'abc', ...places }],
    [['second-factor', 'harbour', 'abc'], { asked: 'second-factor', circle, subject: 'abc', ...places }],
    [
      ['migrate', '--user-pool', 'old'],
      { asked: 'migrate', masterSecret: 'master', ...places, userPool: 'old' },
    ],
    [['--help'], { asked: 'help' }],
  ])('%j', (argv, expected) => {
    expect(readPeopleArguments(argv, ENVIRONMENT)).toEqual(expected);
  });

  test.each([
    [[], 'Say what to do'],
    [['forget', 'harbour'], 'Say what to do'],
    [['list'], 'clinic id'],
    [['list', '../harbour'], 'clinic id'],
    [['list', 'harbour', 'riverside'], 'Unexpected "riverside"'],
    [['list', '--partner', 'An Insurer'], '--partner'],
    [['invite', 'harbour'], '--email'],
    [['invite', 'harbour', '--email', email, '--role', 'operator'], '--role operator'],
    [['list', '--operators', 'harbour'], 'Unexpected "harbour"'],
    [['list', '--operators', '--partner', 'insurer'], '--operators goes without --partner'],
    [['invite', 'harbour', '--email', email, '--role', 'admin'], '--role admin'],
    [['invite', 'harbour', '--email', email, '--role', 'therapist'], 'therapistId'],
    [['invite', 'harbour', '--email', email, '--therapist', 't-1'], '--role owner'],
    [['withdraw', 'harbour'], 'Say whom'],
    [['migrate', 'harbour'], 'Unexpected "harbour"'],
  ])('%j is refused', (argv, sentence) => {
    expect(() => readPeopleArguments(argv, ENVIRONMENT)).toThrow(UsageError);
    expect(() => readPeopleArguments(argv, ENVIRONMENT)).toThrow(sentence);
  });

  test.each([['REGISTRY_TABLE'], ['USER_POOL_ID'], ['MASTER_SECRET']])('%s has to be said', (name) => {
    const { [name]: _, ...rest } = ENVIRONMENT as Record<string, string>;
    expect(() => readPeopleArguments(['migrate'], rest)).toThrow(name);
  });
});
