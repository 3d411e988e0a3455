import type { Role } from '../../access/principal.ts';

/** The page that a role starts from; roles that only send records have none. */
export const HOME: Readonly<Record<Role, string | undefined>> = {
  owner: '/owner',
  therapist: '/therapist',
  partner: '/releases',
  operator: '/operator',
  recorder: undefined,
  client: undefined,
};

/** What is looked for less often: behind one button at the end of the row. */
export const MORE_PAGES: Readonly<Partial<Record<Role, readonly NavigationEntry[]>>> = {
  owner: [
    { path: '/therapists', label: 'Team' },
    { path: '/reports', label: 'Reports' },
    { path: '/releases', label: 'Releases' },
    { path: '/benchmark', label: 'Benchmark' },
    { path: '/settings', label: 'Settings' },
  ],
};

export type NavigationEntry = { path: string; label: string };

/** Where the pages of a role are, in the order of its navigation: one row on a phone, so labels are short. */
export const NAVIGATION: Readonly<Record<Role, readonly NavigationEntry[]>> = {
  owner: [
    { path: '/owner', label: 'Outcomes' },
    { path: '/clients', label: 'Clients' },
    { path: '/people', label: 'People' },
    { path: '/data', label: 'Data' },
  ],
  therapist: [
    { path: '/therapist', label: 'Goal board' },
    { path: '/clients', label: 'Find a client' },
  ],
  partner: [{ path: '/releases', label: 'Releases' }],
  operator: [
    { path: '/operator', label: 'Deployment' },
    { path: '/operator/clinics/new', label: 'Add a clinic' },
  ],
  recorder: [],
  client: [],
};
