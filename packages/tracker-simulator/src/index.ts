export { breakConnection } from './break-connection.ts';
export {
  type Fault,
  type FaultBox,
  type Faults,
  openFaultBox,
  type WebhookFaults,
  webhookFaultKinds,
} from './faults.ts';
export { type LiveUpdates, openLiveUpdates } from './live-updates.ts';
export { type Outage, openOutage } from './outage.ts';
export {
  type ActionFile,
  ActionFiles,
  type ActionResult,
  actionBytesMax,
  type CommonActionInput,
  commonActions,
  creation,
  onTicket,
} from './person-action.ts';
export { openRequestLog, type RecordedRequest, type RequestLog, recordOf } from './request-log.ts';
export { runSimulator } from './run-simulator.ts';
export { dispositionOf, serveBoard } from './serve-board.ts';
export type { Parcel } from './webhooks/dispatch.ts';
export { Disturbance } from './webhooks/disturbance.ts';
export { postWebhook, type WebhookAnswer } from './webhooks/post-webhook.ts';
export { openWebhookSender, type WebhookSender, type Webhooks } from './webhooks/webhook-sender.ts';
