import { ActionFiles, commonActions, creation, onTicket } from '@desk/tracker-simulator';
import { z } from 'zod';

const labels = z.array(z.string()).max(100);

/** What a person does at Jira's own pages: what people do on any tracker, and what is Jira's alone. */
export const PersonAction = z.discriminatedUnion('kind', [
  ...commonActions,
  z.strictObject({
    ...creation,
    /** Default: the desk's first request type; `null` for an issue outside the portal. */
    requestTypeId: z.string().nullable().optional(),
    /** Default: whoever acts. */
    reporterId: z.string().optional(),
    labels: labels.optional(),
    /** Further fields by id, in the API's shapes (text as plain strings). */
    fields: z.record(z.string(), z.unknown()).optional(),
  }),
  z.strictObject({ kind: z.literal('delete-issue'), ...onTicket }),
  z.strictObject({ kind: z.literal('set-summary'), ...onTicket, summary: z.string() }),
  z.strictObject({ kind: z.literal('set-labels'), ...onTicket, labels }),
  z.strictObject({ kind: z.literal('add-participant'), ...onTicket, personId: z.string() }),
  z.strictObject({ kind: z.literal('remove-participant'), ...onTicket, personId: z.string() }),
  z.strictObject({
    kind: z.literal('attach'),
    ...onTicket,
    files: ActionFiles.min(1),
    /** Whether the customer sees them. */
    public: z.boolean().default(true),
  }),
  z.strictObject({ kind: z.literal('delete-attachment'), ...onTicket, attachmentId: z.string() }),
]);
/** An action checked, with its defaults. */
export type PersonAction = z.output<typeof PersonAction>;
/** An action as a caller writes it, in code or as JSON. */
export type PersonActionInput = z.input<typeof PersonAction>;
