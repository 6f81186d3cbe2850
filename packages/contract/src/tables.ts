import { addComment, editComment } from './comments.ts';
import {
  askSupervisor,
  judgeConfirmation,
  listConfirmations,
  redeemConfirmation,
  sendCode,
  submitCode,
} from './confirmations.ts';
import { closeConsultation, joinConsultation, mirrorMessages, openConsultation } from './consultations.ts';
import { deliverEvents, listChanges, lookAtTickets, readService, readWorkload, relayHook, shipAudit } from './feeds.ts';
import { erasePerson, readOwnData } from './own-data.ts';
import { endSession, openSession, renewSession } from './sessions.ts';
import { addParticipant, assignTicket, moveTicket, prioritiseTicket, transferTicket } from './ticket-changes.ts';
import { readComment, readFile, readNote, readTicket } from './ticket-reading.ts';
import { fileTicket, putUpload } from './tickets.ts';

/** What the bot may ask of the gateway. */
export const gatewayEndpoints = {
  openSession,
  renewSession,
  endSession,
  submitCode,
  sendCode,
  askSupervisor,
  redeemConfirmation,
  listConfirmations,
  judgeConfirmation,
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
  readOwnData,
  erasePerson,
} as const;

/** What the gateway may tell the bot. */
export const botEndpoints = { deliverEvents } as const;

export type GatewayEndpoints = typeof gatewayEndpoints;
export type BotEndpoints = typeof botEndpoints;
