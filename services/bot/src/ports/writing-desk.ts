import type { Priority } from '@desk/domain';
import type { GatewayTrouble, Remark, TicketState, UploadedFile } from './gateway-desk.ts';

export interface CommentOrder extends Remark, ChangeOrder {
  readonly files: readonly UploadedFile[];
}

/** One key for each thing said: repeated under it, a change happens once. */
interface ChangeOrder {
  readonly key: string;
  readonly number: string;
}

export type ChangeRefusal = {
  readonly kind: 'refused';
  readonly reason: 'not-permitted' | 'not-found' | 'overtaken' | 'invalid';
};

type Unchanged = { readonly kind: 'session-ended' } | ChangeRefusal | GatewayTrouble;

/** What people write and change in the tracker, each in their own name: `token` is the person's. */
export interface WritingDesk {
  comment(
    token: string,
    order: CommentOrder,
  ): Promise<
    /** `filesRefused`: uploads that the tracker would not have. */
    | { readonly kind: 'commented'; readonly filesRefused: readonly string[] }
    /** The spool does not have this file (any more): it has to be sent there again. */
    | { readonly kind: 'upload-missing'; readonly uploadId: string | null }
    | { readonly kind: 'file-forbidden'; readonly uploadId: string | null }
    | Unchanged
  >;
  edit(
    token: string,
    order: ChangeOrder & { readonly message: string; readonly text: string },
  ): Promise<{ readonly kind: 'edited' } | Unchanged>;
  prioritise(
    token: string,
    order: ChangeOrder & { readonly priority: Priority; readonly remark: Remark | null },
  ): Promise<{ readonly kind: 'changed'; readonly state: TicketState } | Unchanged>;
  transfer(
    token: string,
    order: ChangeOrder & { readonly team: string; readonly remark: Remark | null },
  ): Promise<{ readonly kind: 'changed'; readonly state: TicketState } | Unchanged>;
  /** `who`: a work e-mail or a phone number. */
  addParticipant(
    token: string,
    order: ChangeOrder & { readonly who: string },
  ): Promise<
    | { readonly kind: 'added'; readonly displayName: string; readonly state: TicketState }
    | { readonly kind: 'person-unknown' }
    | Unchanged
  >;
}
