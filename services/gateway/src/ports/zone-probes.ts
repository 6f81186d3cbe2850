import type {
  Asked,
  CertificatesFacts,
  FileFacts,
  InspectedDatabase,
  KeysFacts,
  PeerFacts,
  PortFacts,
  SettingsFacts,
} from '@desk/doctor';
import type { ScanVerdict } from './virus-scanner.ts';

/**
 * Looks at what the gateway depends on, for the doctor. Each asks and changes nothing, and tells what goes wrong by its
 * kind: no facts hold a secret.
 */
export interface ZoneProbes {
  readonly settings: () => SettingsFacts;
  readonly keys: () => Promise<Asked<KeysFacts>>;
  readonly border: () => Promise<Asked<BorderFacts>>;
  readonly files: () => Promise<readonly FileFacts[]>;
  readonly database: () => Promise<Asked<DatabaseFacts>>;
  readonly bot: () => Promise<Asked<PeerFacts>>;
  readonly tracker: () => Promise<Asked<readonly SurveyedPart[]>>;
  readonly directory: () => Promise<Asked<readonly SurveyedPart[]>>;
  readonly spool: () => Promise<Asked<SpoolFacts>>;
  readonly scanner: () => Promise<Asked<ScannerFacts>>;
  readonly mail: () => Promise<Asked<MailFacts>>;
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

/** A part of what `desk tracker check` and `desk directory check` tell. */
export interface SurveyedPart {
  readonly name: string;
  readonly facts: readonly string[];
  readonly findings: readonly {
    readonly weight: 'wrong' | 'note';
    readonly what: string;
    readonly remedy: string;
  }[];
}

/** What the virus scanner said of a harmless file; `none`: CLAMD_URL is not set. */
export type ScannerFacts = 'none' | ScanVerdict;

/** `none`: no sign-in is confirmed by mail. `not-encrypted`: it offers no TLS, or none that is trusted. */
export type MailFacts = 'none' | 'answers' | 'away' | 'not-encrypted' | 'login-refused';

export type SpoolFacts =
  | { readonly kind: 'no-folder' | 'not-writable' }
  | {
      readonly kind: 'there';
      readonly freeBytes: number;
      /** What may still come before SPOOL_MAX_MB is reached. */
      readonly roomBytes: number;
      /** The largest file that is taken. */
      readonly fileBytesMax: number;
    };
