export type { Agent, CommentOptions, FileToAttach, IssueToCreate } from './act/act-as-person.ts';
export type { ActionResult } from './act/describe-result.ts';
export type { PersonAction, PersonActionInput } from './act/person-action.ts';
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
export type { Disturbance } from './webhooks/disturbance.ts';
export { signWebhook } from './webhooks/post-webhook.ts';
export type { WebhookCounts, WebhookDelivery, Webhooks } from './webhooks/webhook-sender.ts';
