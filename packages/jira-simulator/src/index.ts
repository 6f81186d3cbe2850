export type { Agent, FileToAttach, IssueToCreate } from './act-as-person.ts';
export { createJiraSimulator, type JiraSimulator } from './create-jira-simulator.ts';
export type { Fault, FaultKind, Faults } from './rest/faults.ts';
export type { RecordedRequest } from './rest/request-log.ts';
export {
  type CloudPerson,
  type DataCenterPerson,
  type Flavour,
  type JiraSimulatorOptions,
  type RequestType,
  type RequestTypeField,
  SimulatorConfig,
  type WebhookTarget,
} from './simulator-options.ts';
export type { AttachmentView, CommentView, HistoryView, IssueView, PersonView } from './site/view-issue.ts';
export { signWebhook } from './webhooks/post-webhook.ts';
export type { WebhookDelivery, Webhooks } from './webhooks/webhook-sender.ts';
