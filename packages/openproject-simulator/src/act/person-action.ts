import { commonActions, creation } from '@desk/tracker-simulator';
import { z } from 'zod';

/** What a person does at OpenProject's own pages. `delete-comment` empties it: there is no deletion. */
export const PersonAction = z.discriminatedUnion('kind', [
  ...commonActions,
  z.strictObject({
    ...creation,
    /** The id of a type. Default: the first. */
    requestTypeId: z.string().optional(),
    /** Custom fields by name: the text, the value of a list, or the id of a person. */
    fields: z.record(z.string(), z.string()).optional(),
  }),
]);
/** An action checked, with its defaults. */
export type PersonAction = z.output<typeof PersonAction>;
/** An action as a caller writes it. */
export type PersonActionInput = z.input<typeof PersonAction>;
