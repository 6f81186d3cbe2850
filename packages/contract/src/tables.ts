import { addComment, editComment } from './comments.ts';
import { closeConsultation, joinConsultation, mirrorMessages, openConsultation } from './consultations.ts';
import { deliverEvents, listChanges, lookAtTickets, readService, readWorkload, relayHook, shipAudit } from './feeds.ts';
import { endSession, openSession, renewSession } from './sessions.ts';
import { addParticipant, assignTicket, moveTicket, prioritiseTicket, transferTicket } from './ticket-changes.ts';
import { readComment, readFile, readNote, readTicket } from './ticket-reading.ts';
import { fileTicket, putUpload } from './tickets.ts';

/** What the bot may ask of the gateway. */
export const gatewayEndpoints = {
  openSession,
  renewSession,
  endSession,
  putUpload,
  fileTicket,
  readTicket,
  readComment,
  readNote,
  readFile,
  assignTicket,
  moveTicket,
  prioritiseTicket,
  transferTicket,
  addParticipant,
  addComment,
  editComment,
  openConsultation,
  joinConsultation,
  mirrorMessages,
  closeConsultation,
  listChanges,
  lookAtTickets,
  relayHook,
  readWorkload,
  shipAudit,
  readService,
} as const;

/** What the gateway may tell the bot. */
export const botEndpoints = { deliverEvents } as const;

export type GatewayEndpoints = typeof gatewayEndpoints;
export type BotEndpoints = typeof botEndpoints;
