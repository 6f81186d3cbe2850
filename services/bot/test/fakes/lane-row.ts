export interface LaneRow {
  owner: string | null;
  epoch: number;
  leaseUntil: number;
  abandonedAt: number | null;
}
