import type { Priority, TicketStatus } from '@desk/domain';

/** What a person can ask of a ticket in the tracker. */
export type TrackerChange =
  | { readonly kind: 'move'; readonly to: TicketStatus }
  | { readonly kind: 'prioritise'; readonly priority: Priority }
  | { readonly kind: 'transfer'; readonly team: string }
  /** A colleague whose address or number the remark holds. */
  | { readonly kind: 'let-in' };
