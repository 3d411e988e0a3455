import * as z from 'zod';
import { emailAddress } from '../../../shared/access/email-address.ts';
import { changed, invited } from '../../../shared/members/member-request.ts';
import { benchmark } from '../answers/benchmark.ts';
import { manifest, member, memberChange, settings, settingsAsked } from '../answers/clinic.ts';
import { importOfFile, imports, undoState } from '../answers/imports.ts';
import { preview } from '../answers/releases.ts';
import { PARAMETERS, type RouteDescription, told } from '../route-description.ts';

const link = z.strictObject({ url: z.string(), expiresInSeconds: z.number() });
const exportId = z.string().describe('By which it is asked for.');
const undoing = told('How far it has come.', z.strictObject({ file: z.string(), undo: undoState }));
const exportAsked = z.strictObject({ export: exportId, status: z.literal('asked') });
const undo = {
  tag: 'Imports',
  body: { schema: z.object({ file: z.string().describe('As the list of imports gives it.') }) },
  answers: { 200: { ...undoing, again: 'under-way' }, 202: { ...undoing, again: 'always' } },
  problems: ['invalid-request', 'not-found', 'import-not-undone'],
} as const;
const release = z.strictObject({
  ...{ programme: z.string(), period: z.string(), revision: z.number(), prefix: z.string() },
  revised: z.boolean().describe('A later revision has taken its place; its files stay.'),
  manifest: z.unknown().describe('The data package: docs/privacy.md.'),
});
const [owner, therapist, recorder, client] = invited.options;
const to = { email: emailAddress };

/** The clinic: its files in and out, its people, what it says of itself, and what leaves it. */
export const clinicRoutes = {
  'GET /v1/imports': {
    summary: 'The files of the last 30 days, each with the account of its rows',
    tag: 'Imports',
    query: z.object({ file: z.string().optional().describe('One of them.'), next: PARAMETERS.next }),
    answers: {
      200: { ...told('A page, or one of them.', z.union([imports, importOfFile])), again: 'under-way' },
    },
    problems: ['invalid-request', 'not-found'],
  },
  'POST /v1/imports:foresee-undo': { summary: 'Asks what undoing an import would do', ...undo },
  'POST /v1/imports:undo': { summary: 'Asks that an import be undone as a whole', ...undo },

  'POST /v1/exports': {
    summary: 'Asks for an export of everything',
    description: 'Of a clinic one is made at a time: while it is under way, that one is told.',
    tag: 'Exports',
    body: { schema: z.strictObject({}), optional: true },
    answers: {
      200: { ...told('One is under way already.', exportAsked), again: 'always' },
      202: { ...told('It is made behind a queue.', exportAsked), again: 'always' },
    },
    problems: ['invalid-request'],
  },
  'GET /v1/exports/{export}': {
    summary: 'An export: that it was asked for, or its manifest and a link to each file',
    tag: 'Exports',
    answers: {
      200: {
        ...told(
          'Links are good for 15 minutes.',
          z.union([
            exportAsked,
            z.strictObject({
              ...{ export: exportId, status: z.literal('done'), manifest },
              files: z.array(z.strictObject({ name: z.string(), url: z.string() })),
            }),
          ]),
        ),
        again: 'under-way',
      },
    },
    problems: ['not-found'],
  },

  'GET /v1/settings': {
    summary: 'What the clinic says of itself',
    tag: 'Clinic',
    answers: { 200: told('The settings.', settings) },
  },
  'PUT /v1/settings': {
    summary: 'Replaces what the clinic says of itself',
    description:
      'As a whole: what is left out, or null, is taken back. Every function follows within a minute; by another time zone everything is derived again by itself.',
    tag: 'Clinic',
    byTag: true,
    body: { schema: settingsAsked },
    answers: { 200: told('The settings as they are now.', settings) },
    problems: ['invalid-request', 'changed-meanwhile', 'condition-needed'],
  },
  'GET /v1/reports': {
    summary: 'The monthly reports, each by links',
    tag: 'Clinic',
    answers: {
      200: told(
        'The latest first.',
        z.strictObject({
          expiresInSeconds: z.number(),
          reports: z.array(z.strictObject({ month: z.string(), html: z.string(), pdf: z.string() })),
        }),
      ),
    },
  },

  'GET /v1/members': {
    summary: 'Who belongs to the clinic',
    tag: 'People',
    answers: { 200: told('All of them.', z.strictObject({ members: z.array(member) })) },
  },
  'GET /v1/members/changes': {
    summary: 'The log of their changes',
    tag: 'People',
    answers: { 200: told('The latest first.', z.strictObject({ changes: z.array(memberChange) })) },
  },
  'POST /v1/members': {
    summary: 'Invites somebody by e-mail',
    tag: 'People',
    body: {
      schema: z.union([
        z.strictObject({ ...to, ...owner.shape }),
        z.strictObject({ ...to, ...therapist.shape }),
        z.strictObject({ ...to, ...recorder.shape }),
        z.strictObject({ ...to, ...client.shape }),
      ]),
    },
    answers: { 201: told('What he is.', member) },
    problems: ['invalid-request'],
  },
  'PUT /v1/members/{subject}': {
    summary: 'Changes what somebody is',
    ...{ tag: 'People', body: { schema: changed }, answers: { 200: told('What he is now.', member) } },
    problems: ['invalid-request', 'not-found'],
  },
  'DELETE /v1/members/{subject}': {
    summary: 'Takes the access of somebody',
    tag: 'People',
    answers: {
      200: told('He is no member.', z.strictObject({ subject: z.string(), status: z.literal('withdrawn') })),
    },
    problems: ['invalid-request', 'not-found'],
  },

  'GET /v1/benchmark': {
    summary: 'The clinic beside the latest release of its programme, by technique',
    description:
      "Of the same months and by the rule of the release, in the clinic's shares of complaints where the release gives these.",
    tag: 'Releases',
    answers: { 200: told('What can be told apart, and what not.', benchmark) },
    problems: ['not-found'],
  },
  'GET /v1/releases': {
    summary: 'Published releases, and the fingerprint of the key that signs them',
    tag: 'Releases',
    answers: {
      200: told(
        'Programme by programme.',
        z.strictObject({
          signingKey: z.strictObject({ sha256: z.string() }),
          releases: z.array(release),
        }),
      ),
    },
  },
  'GET /v1/releases/preview': {
    summary: 'Which cells to expect of a release',
    tag: 'Releases',
    query: z.object({ period: z.string().optional().describe('Such as 2026Q4.') }),
    answers: { 200: told('What earlier releases had.', preview) },
    problems: ['invalid-request', 'not-found'],
  },
  'GET /v1/releases/{programme}/{period}/{revision}/files/{name}': {
    summary: 'A link to a file of a release',
    tag: 'Releases',
    answers: { 302: told('`Location` leads to the file, as does `url`.', link) },
    problems: ['not-found'],
  },
} as const satisfies Record<string, RouteDescription>;
