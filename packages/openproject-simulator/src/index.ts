export type { Agent, CommentOptions, FileToAttach } from './act-as-person.ts';
export { createOpenProjectSimulator, type OpenProjectSimulator } from './create-openproject-simulator.ts';
export type { Fault, FaultKind, Faults } from './rest/faults.ts';
export type { RecordedRequest } from './rest/request-log.ts';
export { CustomField, type OpenProjectSimulatorOptions, SimulatorConfig } from './simulator-options.ts';
export type { CommentView, FileView, HistoryView, PersonView, WorkPackageView } from './view-work-packages.ts';
export { signWebhook, type WebhookDelivery, type Webhooks } from './webhooks/webhook-sender.ts';
