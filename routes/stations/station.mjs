// station.mjs VERSION URL STATION PASSWORD: one charging session as a station of others has it, by ocpp-rpc in strict mode, which
// checks each frame in both directions against the schemas of the Open Charge Alliance. Prints what it was answered and asked for,
// a line each, and STRICT where a frame is not as its schema says.
import { createRequire } from 'node:module'
import { RPCClient, createValidator } from 'ocpp-rpc'

const [version, endpoint, identity, password] = process.argv.slice(2)
const NOON = Date.parse('2026-03-01T12:00:00Z')
const at = second => new Date(NOON + 1000 * second).toISOString()

// its schemas of 2.1 have other names than its validator asks for
const schemas = () => createRequire(import.meta.url)('ocpp-rpc/lib/schemas/ocpp2_1.json')
  .map(schema => ({ ...schema, $id: schema.$id.replace(/Request$/, '.req').replace(/Response$/, '.conf') }))
const strict = version === 'ocpp2.1'
  ? { strictMode: ['ocpp2.1'], strictModeValidators: [createValidator('ocpp2.1', schemas())] }
  : { strictMode: [version] }
const station = new RPCClient({ endpoint, identity, password, protocols: [version], reconnect: false, ...strict })
station.on('strictValidationFailure', event => console.log('STRICT', JSON.stringify(event.error ?? event)))

let asked = 0
let enough
const orders = new Promise(resolve => { enough = resolve })
const did = (action, params, answer) => {
  console.log('asked', action, JSON.stringify(params))
  if (action === (version === 'ocpp2.1' ? 'UpdateDynamicSchedule' : 'GetCompositeSchedule')) enough()
  asked++
  return answer
}
const accepted = { status: 'Accepted' }
station.handle('ChangeConfiguration', ({ params }) => did('ChangeConfiguration', params, accepted))
station.handle('GetConfiguration', ({ params }) => did('GetConfiguration', params,
  { configurationKey: [{ key: 'ChargeProfileMaxStackLevel', readonly: true, value: '5' }] }))
station.handle('SetVariables', ({ params }) => did('SetVariables', params, {
  setVariableResult: params.setVariableData.map(each => ({ attributeStatus: 'Accepted', component: each.component, variable: each.variable }))
}))
station.handle('GetVariables', ({ params }) => did('GetVariables', params, {
  getVariableResult: params.getVariableData.map(each =>
    ({ attributeStatus: 'Accepted', attributeValue: '5', component: each.component, variable: each.variable }))
}))
station.handle('SetChargingProfile', ({ params }) => did('SetChargingProfile', params, accepted))
station.handle('ClearChargingProfile', ({ params }) => did('ClearChargingProfile', params, { status: 'Unknown' }))
station.handle('UpdateDynamicSchedule', ({ params }) => did('UpdateDynamicSchedule', params, accepted))
station.handle('GetCompositeSchedule', ({ params }) => did('GetCompositeSchedule', params, { status: 'Rejected' }))

const call = async (action, params) => {
  const answer = await station.call(action, params)
  console.log('answered', action, JSON.stringify(answer))
  return answer
}

await station.connect()
console.log('speaks', station.protocol)
if (version === 'ocpp1.6') {
  await call('BootNotification', { chargePointVendor: 'V', chargePointModel: 'M' })
  await call('Heartbeat', {})
  await call('StatusNotification', { connectorId: 1, errorCode: 'NoError', status: 'Preparing', timestamp: at(-50) })
  await call('Authorize', { idTag: 'EV1' })
  const { transactionId } = await call('StartTransaction', { connectorId: 1, idTag: 'EV1', meterStart: 1000, timestamp: at(-40) })
  await call('MeterValues', { connectorId: 1, transactionId, meterValue: [{ timestamp: at(-30), sampledValue: [
    { value: '1010.5' }, { value: '0.2', measurand: 'Energy.Active.Export.Register', unit: 'kWh' },
    { value: '63', measurand: 'SoC', unit: 'Percent', location: 'EV' },
    { value: '77', measurand: 'Energy.Active.Import.Register', location: 'Inlet' },
    { value: 'OCMF|{}|{}', format: 'SignedData', context: 'Transaction.Begin' }] }] })
  await call('FirmwareStatusNotification', { status: 'Idle' })
  await call('DataTransfer', { vendorId: 'V' })
  console.log('ready')
  await orders
  await call('StopTransaction', { transactionId, meterStop: 1020, timestamp: at(-20), idTag: 'EV1', reason: 'EVDisconnected' })
  await call('StatusNotification', { connectorId: 1, errorCode: 'NoError', status: 'Available', timestamp: at(-10) })
} else {
  const event = (eventType, seqNo, second, triggerReason, info, register, more = {}) => call('TransactionEvent', {
    eventType, seqNo, timestamp: at(second), triggerReason, transactionInfo: { transactionId: 'tx-1', ...info },
    evse: { id: 1, connectorId: 1 }, ...more,
    meterValue: [{ timestamp: at(second), sampledValue: [{ value: register, measurand: 'Energy.Active.Import.Register' },
      { value: 0.2, measurand: 'Energy.Active.Export.Register', unitOfMeasure: { unit: 'kWh' } },
      { value: 63, measurand: 'SoC', unitOfMeasure: { unit: 'Percent' } }] }]
  })
  await call('BootNotification', { reason: 'PowerUp', chargingStation: { vendorName: 'V', model: 'M' } })
  await call('Heartbeat', {})
  await call('StatusNotification', { timestamp: at(-50), connectorStatus: 'Occupied', evseId: 1, connectorId: 1 })
  await call('Authorize', { idToken: { idToken: 'EV1', type: 'eMAID' } })
  await event('Started', 0, -40, 'CablePluggedIn', { chargingState: 'EVConnected' }, 1000, { idToken: { idToken: 'EV1', type: 'eMAID' } })
  await call('NotifyEVChargingNeeds', { evseId: 1, chargingNeeds: { requestedEnergyTransfer: 'AC_single_phase', departureTime: at(36000) } })
  await event('Updated', 1, -30, 'MeterValuePeriodic', { chargingState: 'Charging' }, 1010.5)
  await call('NotifyReport', { requestId: 1, generatedAt: at(-30), seqNo: 0 })
  await call('SecurityEventNotification', { type: 'StartupOfTheDevice', timestamp: at(-30) })
  await call('FirmwareStatusNotification', { status: 'Idle' })
  await call('DataTransfer', { vendorId: 'V' })
  console.log('ready')
  await orders
  await event('Ended', 2, -20, 'EVDeparted', { chargingState: 'Idle', stoppedReason: 'EVDisconnected' }, 1020)
}
await station.close()
