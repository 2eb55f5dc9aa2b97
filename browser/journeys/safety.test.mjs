// What the door refuses: a write from another site, a visit under another name; and what does no harm.

import assert from 'node:assert/strict'
import { request } from 'node:http'
import { it } from 'node:test'
import { ANA, PAGES, fillInTouch, journey, pageOf } from './stage.mjs'

journey('the door', stage => {
  it('refuses a write that another site sends', () => stage.as({}, async page => {
    const form = await formOf(page)
    for (const headers of [
      { origin: 'https://elsewhere.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { origin: stage.troth.address, 'sec-fetch-site': 'same-site' },
      { origin: 'http://127.0.0.1:1' }
    ]) {
      const answer = await send(stage, form, headers)
      assert.ok([400, 403].includes(answer.status), `${JSON.stringify(headers)} was answered with ${answer.status}`)
    }
  }))

  it('refuses a visit under a name that is not this machine’s', async () => {
    for (const host of ['elsewhere.example', 'elsewhere.example:7433', '127.0.0.1.elsewhere.example']) {
      const answer = await ask(stage, { path: '/', headers: { host } })
      assert.ok(answer.status >= 400 && answer.status < 500, `${host} was answered with ${answer.status}`)
    }
  })

  it('takes a form that is sent twice once', () => stage.as({}, async page => {
    const form = await formOf(page)
    const headers = { origin: stage.troth.address, 'sec-fetch-site': 'same-origin' }
    const lines = async () => { await page.goto('/history'); return page.getByRole('button', { name: /undo/i }).count() }
    const before = await lines()
    const answers = [await send(stage, form, headers), await send(stage, form, headers)]
    for (const answer of answers) assert.equal(answer.status, 303)
    assert.ok(await lines() <= before + 1, 'one line of history, not two')
    await page.goto(form.person)
    assert.equal(await page.getByText(form.note).count() > 0, true)
  }))

  it('tells the browser to run and load nothing but its own', async () => {
    for (const path of PAGES) {
      const { headers } = await ask(stage, { path })
      const policy = headers['content-security-policy'] ?? ''
      assert.match(policy, /default-src 'none'/, path)
      assert.match(policy, /frame-ancestors 'none'/, path)
      assert.match(policy, /form-action 'self'/, path)
      assert.doesNotMatch(policy, /unsafe|https?:|\*/, path)
      assert.equal(headers['x-content-type-options'], 'nosniff', path)
      assert.match(headers['referrer-policy'] ?? '', /^(no-referrer|same-origin)$/, path)
      assert.match(headers['cache-control'] ?? '', /no-store/, path)
      assert.equal(headers['access-control-allow-origin'], undefined, path)
    }
  })

  it('shows what somebody calls themselves as text', () => stage.as({}, async (page, complaints) => {
    const form = await formOf(page, '<img src=x onerror=alert(1)><script>alert(2)</script>')
    await send(stage, form, { origin: stage.troth.address, 'sec-fetch-site': 'same-origin' })
    await page.goto(form.person)
    assert.equal(await page.locator('main img[src=x], main script').count(), 0)
    assert.deepEqual(complaints, [])
  }))

  it('writes no name, address or note into its log', () => {
    assert.doesNotMatch(stage.troth.complaints(), /Lindqvist|@|lake/i)
  })
})

/** The new-entry form filled in for Ana, as the browser would send it. */
async function formOf(page, note = `Said thank you, number ${Math.random()}`) {
  const person = await pageOf(page, ANA)
  await fillInTouch(page, ANA, note)
  const { action, body } = await page.getByRole('main').locator('form[method=post]').first().evaluate(form => {
    return { action: new URL(form.action).pathname, body: new URLSearchParams(new FormData(form)).toString() }
  })
  return { person, note, action, body }
}

function send(stage, form, headers) {
  return ask(stage, { path: form.action, method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers } }, form.body)
}

/** A request exactly as written: a browser would not let us forge these headers. */
function ask(stage, { path, method = 'GET', headers = {} }, body) {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(stage.troth.address)
    const asked = request({ hostname, port, path, method, headers, agent: false }, answer => {
      answer.resume().once('end', () => resolve({ status: answer.statusCode, headers: answer.headers }))
    })
    asked.once('error', reject)
    asked.end(body)
  })
}
