import * as z from 'zod';

const describeEmail = 'expected an e-mail address of at most 128 characters';
/** Where an invitation goes, or word of an alarm. */
export const emailAddress = z
  .string({ error: describeEmail })
  .max(128, describeEmail)
  .regex(/^[^\s@\p{C}]+@[^\s@\p{C}]+\.[^\s@\p{C}]+$/u, describeEmail);
