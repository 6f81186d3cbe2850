import type {
  Asked,
  CertificatesFacts,
  FileFacts,
  InspectedDatabase,
  KeysFacts,
  PeerFacts,
  PortFacts,
  SettingsFacts,
  WebTrouble,
} from '@desk/doctor';

/**
 * Looks at what the bot depends on, for the doctor. Each asks and changes nothing, and tells what goes wrong by its kind:
 * no facts hold a secret.
 */
export interface ZoneProbes {
  readonly settings: () => SettingsFacts;
  readonly keys: () => Promise<Asked<KeysFacts>>;
  readonly border: () => Promise<Asked<BorderFacts>>;
  readonly database: () => Promise<Asked<DatabaseFacts>>;
  readonly redis: () => Promise<Asked<RedisFacts>>;
  readonly gateway: () => Promise<Asked<GatewayFacts>>;
  readonly telegram: () => Promise<Asked<TelegramFacts>>;
  readonly files: () => Promise<readonly FileFacts[]>;
  readonly ports: () => Promise<Asked<PortsFacts>>;
}

export interface BorderFacts {
  /** Null: TLS_DIR is not set. */
  readonly certificates: CertificatesFacts | null;
  /** The other zone is on this host. */
  readonly isNear: boolean;
}

export interface DatabaseFacts {
  readonly database: InspectedDatabase;
  readonly isPlain: boolean;
}

export interface PortsFacts {
  readonly ports: readonly PortFacts[];
  /** A service of Desk answers at OPS_PORT. */
  readonly isRunning: boolean;
}

export type RedisFacts =
  | { readonly kind: 'away'; readonly trouble: WebTrouble | 'password' | 'loading' }
  | {
      readonly kind: 'there';
      /** `7.0.15` */
      readonly version: string;
      /** `noeviction`, `allkeys-lru` … */
      readonly policy: string;
      readonly isAppendOnly: boolean;
      readonly isReplica: boolean;
      readonly usedBytes: number;
      /** 0: as much as the host has. */
      readonly maxBytes: number;
      readonly isPlain: boolean;
    };

export interface GatewayFacts {
  readonly peer: PeerFacts;
  /** What it said of itself, where it took the signature. */
  readonly service: {
    readonly contract: 'same' | 'minor' | 'older' | 'newer' | 'unreadable';
    readonly tracker: 'up' | 'down';
    /** Null: it does not say. */
    readonly hasSameCatalogue: boolean | null;
  } | null;
}

export type TelegramFacts =
  | { readonly kind: 'away'; readonly trouble: WebTrouble | 'proxy-refuses'; readonly viaProxy: boolean }
  | { readonly kind: 'somebody-else'; readonly status: number }
  | { readonly kind: 'token-unknown' }
  | {
      readonly kind: 'there';
      readonly aheadMs: number | null;
      readonly webhook: WebhookFacts;
      readonly wanted: WantedWebhook;
    };

/** What Telegram says of the webhook. */
export interface WebhookFacts {
  readonly leadsTo: 'nowhere' | 'us' | 'elsewhere';
  /** Updates that wait to be delivered. */
  readonly pending: number;
  /** The last delivery that failed, in Telegram's words; null where none did. */
  readonly failure: { readonly agoMs: number; readonly reason: string } | null;
  /** Kinds of updates that the bot reads and Telegram does not send. */
  readonly missingKinds: readonly string[];
}

/** `unusable`: Telegram itself posts to https on port 443, 80, 88 or 8443 alone. */
export type WantedWebhook = 'none' | 'usable' | 'unusable';
