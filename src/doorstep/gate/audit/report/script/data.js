// The data that lies gzipped in the page: unpacked when it is needed. Its shape is told in payload.py.

/** Everything but the orders' particulars: see payload.py for its shape. */
let core = null;
const parts = Object.create(null);

/** The JSON that lies in the page's block `id`, unpacked. Throws when it is damaged. */
async function unpack(id) {
  const block = document.getElementById(id);
  const packed = atob(block.textContent.trim());
  const bytes = new Uint8Array(packed.length);
  for (let i = 0; i < packed.length; i++) bytes[i] = packed.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const data = JSON.parse(await new Response(stream).text());
  block.remove();
  return data;
}

/** The particulars of order `index`: its acts, facts and findings. Unpacked once for the orders that lie together. */
async function particulars(index) {
  const part = core.orders[index][6];
  if (!parts[part]) parts[part] = unpack("part-" + part);
  return (await parts[part])[index - core.parts[part]];
}

const order = (index) => {
  const [id, kinds, area, owner, lost, subject, , asOf, fault, acts] = core.orders[index];
  return { index, id, kinds, area, owner, lost, subject, asOf, fault, acts };
};
const clauseKey = (clause) => core.standards[clause.s].key + "/" + clause.n;
