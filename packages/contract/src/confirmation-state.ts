import { z } from 'zod';
import { Instant } from './vocabulary.ts';

/** How far the confirmation of a sign-in has come. Nothing in it says who it is about. */
export const ConfirmationState = z.object({
  id: z.uuid(),
  /** Nothing can be done with it after that. */
  expiresAt: Instant,
  /** The code that was sent to the person's mailbox; null: the staff list has no address of theirs. */
  mail: z
    .object({
      /** What stands behind the `@`: where to look, and no more. */
      domain: z.string().min(1).max(255),
      /** `failed`: the mail server did not take it. `too-many`: no more codes for this person within the hour. */
      state: z.enum(['sent', 'failed', 'too-many']),
      codeExpiresAt: Instant,
      /** From when on another may be asked for. */
      resendAt: Instant,
      triesLeft: z.int().nonnegative().max(10),
    })
    .nullable(),
  supervisor: z.enum(['not-asked', 'asked', 'approved', 'refused']),
  /** What the person reads to their supervisor; null while none was asked. */
  comparisonCode: z
    .string()
    .regex(/^\d{4}$/)
    .nullable(),
});
export type ConfirmationState = z.infer<typeof ConfirmationState>;

export const ConfirmationNeeded = z.object({ confirmation: ConfirmationState });
export type ConfirmationNeeded = z.infer<typeof ConfirmationNeeded>;
