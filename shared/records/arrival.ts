/** The ways by which a record can come: people and systems of a clinic by their role, a journal's link, a file. */
export const DOORS = ['owner', 'recorder', 'therapist', 'client', 'journal', 'file'] as const;
export type Door = (typeof DOORS)[number];

/** How and when a record came to us; no sender can choose any of it. */
export type Arrival = {
  door: Door;
  /** Who brought it, as far as the door knows: a therapist's id, the name of an import. Never a client. */
  author?: string;
  /** When it came by our clock, as RFC 3339 text in UTC. */
  at: string;
};
