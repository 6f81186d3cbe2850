import { deliverEvents, listChanges, readService, readWorkload, shipAudit } from './feeds.ts';
import { endSession, openSession, renewSession } from './sessions.ts';
import { assignTicket, moveTicket } from './ticket-changes.ts';
import { fileTicket, putUpload, readTicket } from './tickets.ts';

/** What the bot may ask of the gateway. */
export const gatewayEndpoints = {
  openSession,
  renewSession,
  endSession,
  putUpload,
  fileTicket,
  readTicket,
  assignTicket,
  moveTicket,
  listChanges,
  readWorkload,
  shipAudit,
  readService,
} as const;

/** What the gateway may tell the bot. */
export const botEndpoints = { deliverEvents } as const;

export type GatewayEndpoints = typeof gatewayEndpoints;
export type BotEndpoints = typeof botEndpoints;
