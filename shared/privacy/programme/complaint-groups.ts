import { COMPLAINTS, type Complaint } from '../../records/catalogue.ts';

/**
 * Complaints that a programme may take together, where each alone would have too few clients. Public constants, fixed
 * without looking at anyone's data; every complaint is in one group, so a client who counts under one complaint counts
 * in one group.
 */
const GROUPS = {
  back: ['chronic-low-back-pain', 'sciatica', 'herniated-disc'],
  'neck-head-and-shoulder': ['neck-pain', 'tension-headache', 'shoulder-stiffness'],
  'strain-injury-and-sports': ['repetitive-strain', 'post-injury-stiffness', 'sports-recovery'],
  'whole-body-and-other': ['fibromyalgia', 'prenatal-discomfort', 'stress', 'other'],
} as const satisfies Record<string, readonly Complaint[]>;

export type ComplaintGroup = keyof typeof GROUPS;
/** What a row of a release can be about, of complaints. */
export type ComplaintOrGroup = Complaint | ComplaintGroup;

export const COMPLAINT_GROUPS = Object.keys(GROUPS) as ComplaintGroup[];
export const COMPLAINTS_AND_GROUPS: readonly ComplaintOrGroup[] = [...COMPLAINTS, ...COMPLAINT_GROUPS];

/** The complaints that a complaint or a group stands for. */
export function complaintsIn(name: ComplaintOrGroup): readonly Complaint[] {
  return Object.hasOwn(GROUPS, name) ? GROUPS[name as ComplaintGroup] : [name as Complaint];
}

/** The groups that hold any of some complaints, in their order. */
export function groupsOf(complaints: readonly Complaint[]): ComplaintGroup[] {
  return COMPLAINT_GROUPS.filter((group) => complaints.some((one) => complaintsIn(group).includes(one)));
}
