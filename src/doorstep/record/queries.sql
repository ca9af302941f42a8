-- Append and reading of a case, by name. Each block opens with "name:" and says what it is for.

-- name: lock_cases
-- The chains of the cases of a batch, locked until the transaction ends (SQLite has the write lock already).
SELECT id, head, count, customer FROM record_case WHERE id IN ({ids}) ORDER BY id {lock}

-- name: known_keys
-- What was accepted before under the keys of a batch.
SELECT key, content, text FROM record_act WHERE key IN ({keys})

-- name: add_case
-- A new chain.
INSERT INTO record_case (id, head, count, customer) VALUES (%s, %s, %s, %s)

-- name: add_acts
-- Accepted acts, in the order of acceptance.
INSERT INTO record_act (id, "case", no, key, content, act, at, received, xact, text, hash) VALUES {rows}

-- name: add_personal
-- Their personal fields, encrypted.
INSERT INTO record_personal (act, customer, sealed) VALUES {rows}

-- name: move_head
-- The chain's new head, if nobody moved it meanwhile.
UPDATE record_case SET head = %s, count = %s WHERE id = %s AND count = %s

-- name: read_case
-- All acts of a case with their personal fields, in the order of acceptance.
SELECT a.seq, a.text, a.hash, p.sealed, p.customer, c.wrapped
FROM record_act a
LEFT JOIN record_personal p ON p.act = a.id
LEFT JOIN record_customer c ON c.id = p.customer
WHERE a."case" = %s ORDER BY a.no

-- name: customer_by_name
-- The key of a customer by the keyed digest of its name.
SELECT id, wrapped, forgotten FROM record_customer WHERE name = %s

-- name: customer_by_id
-- The key of a customer.
SELECT id, wrapped, forgotten FROM record_customer WHERE id = %s

-- name: add_customer
-- A new customer's key; nothing if another got there first.
INSERT INTO record_customer (id, name, wrapped, proof) VALUES (%s, %s, %s, %s) ON CONFLICT (name) DO NOTHING

-- name: feed
-- Accepted acts after a place of the feed; what an open transaction could still overtake is left for the next time.
SELECT seq, text, hash FROM record_act WHERE seq > %s {settled} ORDER BY seq LIMIT %s

-- name: unsealed_cases
-- Chains that grew since the seal before, locked as append locks them, so that neither waits for the other in a circle.
SELECT id, head, count, customer FROM record_case WHERE count <> sealed ORDER BY id LIMIT %s {lock}

-- name: unsealed_files
-- Files that no seal names yet.
SELECT hash, size, media_type FROM record_file WHERE complete AND NOT sealed ORDER BY hash LIMIT %s

-- name: last_seal
-- The seal that the next one is chained to.
SELECT no, text, hash, signature FROM record_seal ORDER BY no DESC LIMIT 1

-- name: seals_after
-- Seals after a number.
SELECT no, text, hash, signature FROM record_seal WHERE no > %s ORDER BY no

-- name: add_seal
-- One more seal.
INSERT INTO record_seal (no, text, hash, signature) VALUES (%s, %s, %s, %s)

-- name: prove_cases
-- Acts of some cases with everything that verify compares, in the order of their numbers.
SELECT a.seq, a.id, a."case", a.no, a.key, a.content, a.act, a.at, a.received, a.text, a.hash, p.customer, p.sealed, c.id, c.wrapped
FROM record_act a
LEFT JOIN record_personal p ON p.act = a.id
LEFT JOIN record_customer c ON c.id = p.customer
WHERE a."case" IN ({ids}) ORDER BY a."case", a.no

-- name: unsealed_any
-- Whether there is anything to seal, without a lock.
SELECT 1 WHERE EXISTS (SELECT 1 FROM record_case WHERE count <> sealed)
OR EXISTS (SELECT 1 FROM record_file WHERE complete AND NOT sealed)

-- name: acts_of_cases
-- The acts of some names of some cases, with their personal fields.
SELECT a.seq, a.text, a.hash, p.sealed, p.customer, c.wrapped
FROM record_act a
LEFT JOIN record_personal p ON p.act = a.id
LEFT JOIN record_customer c ON c.id = p.customer
WHERE a."case" IN ({cases}) AND a.act IN ({names})

-- name: opened_saying
-- Cases whose opening act says a text.
SELECT "case" FROM record_act WHERE act = 'case.opened' AND text LIKE %s ESCAPE '\' ORDER BY seq DESC LIMIT %s
