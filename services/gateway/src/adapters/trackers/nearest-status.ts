import { type TicketStatus, ticketStatuses } from '@desk/domain';

/** Of each of ours what a tracker has for it: ids or names, none where its workflow has no such status. */
export type MappedStatuses = Readonly<Record<TicketStatus, readonly string[]>>;

/** A status that a workflow lacks, and what is nearest to it. */
const nearest: Readonly<Record<TicketStatus, TicketStatus | null>> = {
  new: 'waiting-for-support',
  'in-progress': null,
  'waiting-for-customer': 'in-progress',
  'waiting-for-support': 'new',
  resolved: 'closed',
  closed: 'resolved',
};

/** The status itself where the workflow has it. */
export function nearestMapped(mapped: MappedStatuses, status: TicketStatus): TicketStatus {
  return mapped[status].length > 0 ? status : (nearest[status] ?? status);
}

/** Null where each of ours has its place, and none of theirs has two. `call`: how a problem names one of theirs. */
export function problemOfStatuses(mapped: MappedStatuses, call: (theirs: string) => string): string | null {
  const all = Object.values(mapped).flat();
  const twice = all.find((theirs, at) => all.indexOf(theirs) !== at);
  if (twice !== undefined) return `${call(twice)} stands for two of ours`;
  const placeless = ticketStatuses.find((status) => mapped[nearestMapped(mapped, status)].length === 0);
  if (placeless === undefined) return null;
  const other = nearest[placeless];
  return other === null ? `${placeless} needs a status` : `${placeless} or ${other} needs a status`;
}
