/** A connection that docs/architecture.md allows, between services of docker-compose.yml. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly why: string;
}

/** Every connection there may be within the stack of the profile `demo`. What is not here must not be possible. */
export const arrows: readonly Arrow[] = [
  { from: 'bot', to: 'dmz-postgres', port: 5432, why: 'its own database' },
  { from: 'bot', to: 'dmz-redis', port: 6379, why: 'its own queues' },
  { from: 'bot', to: 'egress', port: 8888, why: 'Telegram' },
  { from: 'bot', to: 'dmz-gate', port: 8090, why: 'the contract' },
  { from: 'dmz-gate', to: 'internal-gate', port: 8090, why: 'the contract' },
  { from: 'internal-gate', to: 'gateway', port: 8090, why: 'the contract' },

  { from: 'gateway', to: 'internal-postgres', port: 5432, why: 'its own database' },
  { from: 'gateway', to: 'internal-gate', port: 8060, why: 'the tracker' },
  { from: 'internal-gate', to: 'jira-simulator', port: 8060, why: 'the tracker' },
  { from: 'gateway', to: 'internal-gate', port: 8082, why: 'thin events' },
  { from: 'internal-gate', to: 'dmz-gate', port: 8082, why: 'thin events' },
  { from: 'dmz-gate', to: 'bot', port: 8082, why: 'thin events' },

  { from: 'dmz-gate', to: 'bot', port: 8081, why: 'webhooks of Telegram' },
  { from: 'internal-gate', to: 'gateway', port: 8091, why: 'webhooks of the tracker' },
  { from: 'dmz-gate', to: 'bot', port: 9090, why: 'health and figures' },
  { from: 'internal-gate', to: 'gateway', port: 9091, why: 'health and figures' },

  // The outer networks. On a host of its own the address at which a port is published says who comes to a gate's door.
  { from: 'egress', to: 'telegram-simulator', port: 8070, why: 'Telegram' },
  { from: 'dmz-gate', to: 'telegram-simulator', port: 8070, why: 'both are on the outer network' },
  { from: 'telegram-simulator', to: 'dmz-gate', port: 8081, why: 'a door of the gate' },
  { from: 'telegram-simulator', to: 'dmz-gate', port: 8082, why: 'a door of the gate' },
  { from: 'telegram-simulator', to: 'dmz-gate', port: 9090, why: 'a door of the gate' },
  { from: 'jira-simulator', to: 'internal-gate', port: 8090, why: 'a door of the gate' },
  { from: 'jira-simulator', to: 'internal-gate', port: 8091, why: 'a door of the gate' },
  { from: 'jira-simulator', to: 'internal-gate', port: 9091, why: 'a door of the gate' },
];

/** Every port on which a container of the stack listens. */
export const listeners: Readonly<Record<string, readonly number[]>> = {
  bot: [8081, 8082, 9090],
  'dmz-postgres': [5432],
  'dmz-redis': [6379],
  'dmz-gate': [8081, 8082, 8090, 8443, 9090, 9091, 9092, 9093],
  egress: [8888],
  gateway: [8090, 8091, 9091],
  'internal-postgres': [5432],
  'internal-gate': [443, 3310, 8060, 8082, 8090, 8091, 9091, 9092, 9093, 9094],
  'telegram-simulator': [8070],
  'jira-simulator': [8060],
};
