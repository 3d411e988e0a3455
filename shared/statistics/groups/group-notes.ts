import { changeNotes } from '../change/change-notes.ts';
import type { Group } from '../contract.ts';
import { timeToEventNotes } from '../time-to-event/time-to-event-notes.ts';

/**
 * Why parts of a group are null, and what its numbers leave out. Every note begins with the path of what it
 * speaks of, and every null lies at or under the path of a note.
 */
export function groupNotes(group: Omit<Group, 'notes'>): string[] {
  return [
    ...changeNotes('immediate', group.immediate, 'session'),
    ...changeNotes('sustained', group.sustained, 'session'),
    ...changeNotes('course', group.course, 'course of care'),
    ...timeToEventNotes(
      'recovery',
      group.recovery,
      'session has a report of soreness in its follow-up window',
    ),
    ...timeToEventNotes(
      'relief',
      group.relief,
      'session whose pain fell has a report of pain in its follow-up window',
    ),
    ...(group.expectedRecoveryHours === null
      ? ['expectedRecoveryHours: the catalogue names none for this technique']
      : []),
  ];
}
