/** Each lane's first effect, found through an index of what is not settled yet; later ones wait behind it. */
export const firstOfLane = `
  cross join lateral (
    select o.id, o.state, o.due_at from outbox o
    where o.lane = held.lane and o.state in ('pending', 'sending')
    order by o.seq limit 1
  ) as head`;
