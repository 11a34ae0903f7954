<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
  <context>
    <name>AddTile</name>
    <message>
      <source>Add pages</source>
      <translation>Añadir páginas</translation>
    </message>
    <message>
      <source>Add pages: drop, paste or open files</source>
      <translation>Añadir páginas: suelte, pegue o abra archivos</translation>
    </message>
  </context>
  <context>
    <name>AlsoLinks</name>
    <message>
      <source>Add</source>
      <translation>Añadir</translation>
    </message>
    <message>
      <source>Also {record}</source>
      <translation>También {record}</translation>
    </message>
    <message>
      <source>Do not file under {record}</source>
      <translation>No archivar en {record}</translation>
    </message>
    <message>
      <source>File under this record as well</source>
      <translation>Archivar también en esta ficha</translation>
    </message>
    <message>
      <source>Filed under {record} as well</source>
      <translation>Archivado también en {record}</translation>
    </message>
    <message>
      <source>ID</source>
      <translation>ID</translation>
    </message>
    <message>
      <source>ID of the other record</source>
      <translation>ID de la otra ficha</translation>
    </message>
    <message>
      <source>Kind of the other record</source>
      <translation>Tipo de la otra ficha</translation>
    </message>
    <message>
      <source>One image, filed under both:</source>
      <translation>Una imagen, archivada en ambas:</translation>
    </message>
  </context>
  <context>
    <name>BeepLine</name>
    <message>
      <source>Asking DRX whose label this is…</source>
      <translation>Preguntando a DRX de quién es esta etiqueta…</translation>
    </message>
    <message>
      <source>The desk is still for {name}.</source>
      <translation>La mesa sigue siendo para {name}.</translation>
    </message>
  </context>
  <context>
    <name>BlackOutBar</name>
    <message>
      <source>Done</source>
      <translation>Listo</translation>
    </message>
    <message>
      <source>Done with blacking out</source>
      <translation>Terminar de tachar</translation>
    </message>
    <message>
      <source>Draw a box over what DRX shall not see: it is burned into what is sent. The original on this computer is erased with the page.</source>
      <translation>Dibuje un recuadro sobre lo que DRX no debe ver: queda grabado en lo que se envía. El original en este equipo se borra con la página.</translation>
    </message>
    <message>
      <source>New box</source>
      <translation>Nuevo recuadro</translation>
    </message>
    <message>
      <source>New box (N)</source>
      <translation>Nuevo recuadro (N)</translation>
    </message>
    <message>
      <source>Remove box</source>
      <translation>Quitar recuadro</translation>
    </message>
    <message>
      <source>Remove box (Del)</source>
      <translation>Quitar recuadro (Supr)</translation>
    </message>
  </context>
  <context>
    <name>CameraDeeds</name>
    <message>
      <source>Back to the pages (Esc)</source>
      <translation>Volver a las páginas (Esc)</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>Listo</translation>
    </message>
    <message>
      <source>Space</source>
      <translation>Espacio</translation>
    </message>
    <message>
      <source>Take a picture as soon as it lies still (Space)</source>
      <translation>Tomar una foto en cuanto esté quieta (Espacio)</translation>
    </message>
    <message>
      <source>Take again</source>
      <translation>Repetir</translation>
    </message>
    <message>
      <source>Take picture</source>
      <translation>Tomar foto</translation>
    </message>
    <message>
      <source>Take the last picture again, in its place (R)</source>
      <translation>Repetir la última foto, en su lugar (R)</translation>
    </message>
  </context>
  <context>
    <name>CameraPane</name>
    <message>
      <source>Camera</source>
      <translation>Cámara</translation>
    </message>
    <message>
      <source>Hold still…</source>
      <translation>Sin mover…</translation>
    </message>
    <message>
      <source>Live picture of {camera}</source>
      <translation>Imagen en vivo de {camera}</translation>
    </message>
    <message>
      <source>Waiting for the camera…</source>
      <translation>Esperando a la cámara…</translation>
    </message>
  </context>
  <context>
    <name>CameraSettings</name>
    <message>
      <source>Camera</source>
      <translation>Cámara</translation>
    </message>
    <message>
      <source>Crop to the paper</source>
      <translation>Recortar al papel</translation>
    </message>
    <message>
      <source>Lay pictures straight and crop them to their paper (P)</source>
      <translation>Enderezar las fotos y recortarlas a su papel (P)</translation>
    </message>
    <message>
      <source>No camera</source>
      <translation>Sin cámara</translation>
    </message>
    <message>
      <source>Turn the picture</source>
      <translation>Girar la imagen</translation>
    </message>
    <message>
      <source>What the next pictures are ({key})</source>
      <translation>Qué son las próximas fotos ({key})</translation>
    </message>
    <message>
      <source>Which camera</source>
      <translation>Qué cámara</translation>
    </message>
  </context>
  <context>
    <name>CameraTrouble</name>
    <message>
      <source>Details</source>
      <translation>Detalles</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>Reintentar</translation>
    </message>
  </context>
  <context>
    <name>CameraView</name>
    <message>
      <source>Live picture</source>
      <translation>Imagen en vivo</translation>
    </message>
  </context>
  <context>
    <name>CompareView</name>
    <message>
      <source>Compare: {came}; {goes}</source>
      <translation>Comparar: {came}; {goes}</translation>
    </message>
    <message>
      <source>Zoom to see the pixels. V or Esc goes back to the page.</source>
      <translation>Acérquese para ver los píxeles. V o Esc vuelve a la página.</translation>
    </message>
  </context>
  <context>
    <name>ConnectPane</name>
    <message>
      <source>API key</source>
      <translation>Clave de API</translation>
    </message>
    <message>
      <source>Asking DRX…</source>
      <translation>Preguntando a DRX…</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Volver</translation>
    </message>
    <message>
      <source>Check the store name and the network of this computer</source>
      <translation>Revise el nombre de la tienda y la red de este equipo</translation>
    </message>
    <message>
      <source>Connect to your DRX store</source>
      <translation>Conectarse a su tienda DRX</translation>
    </message>
    <message>
      <source>DRX answered in {count} ms. The key works.</source>
      <translation>DRX respondió en {count} ms. La clave funciona.</translation>
    </message>
    <message>
      <source>Goes into {place}, never into a file.</source>
      <translation>Va a {place}, nunca a un archivo.</translation>
    </message>
    <message>
      <source>Kept in this computer's keyring, never in a file.</source>
      <translation>Se guarda en el llavero de este equipo, nunca en un archivo.</translation>
    </message>
    <message>
      <source>Practice with a made-up store</source>
      <translation>Practicar con una tienda inventada</translation>
    </message>
    <message>
      <source>Start scanning</source>
      <translation>Empezar a escanear</translation>
    </message>
    <message>
      <source>Start without checking</source>
      <translation>Empezar sin comprobar</translation>
    </message>
    <message>
      <source>Starting…</source>
      <translation>Empezando…</translation>
    </message>
    <message>
      <source>Store name</source>
      <translation>Nombre de la tienda</translation>
    </message>
    <message>
      <source>This computer has no keyring: the key will be asked for at each start.</source>
      <translation>Este equipo no tiene llavero: la clave se pedirá en cada inicio.</translation>
    </message>
    <message>
      <source>Two things, asked once. Ask your pharmacy manager for the key (DRX: Location Settings, API Options).</source>
      <translation>Dos cosas, una sola vez. Pida la clave al encargado de la farmacia (DRX: Location Settings, API Options).</translation>
    </message>
    <message>
      <source>Type the API key</source>
      <translation>Escriba la clave</translation>
    </message>
    <message>
      <source>Type the store name</source>
      <translation>Escriba la tienda</translation>
    </message>
    <message>
      <source>yourstore</source>
      <translation>sutienda</translation>
    </message>
  </context>
  <context>
    <name>ConnectionChip</name>
    <message>
      <source>Connection: {state}</source>
      <translation>Conexión: {state}</translation>
    </message>
  </context>
  <context>
    <name>CornersBar</name>
    <message>
      <source>Lay it flat</source>
      <translation>Aplanar</translation>
    </message>
    <message>
      <source>Leave</source>
      <translation>Salir</translation>
    </message>
    <message>
      <source>Leave laying flat</source>
      <translation>Salir de aplanar</translation>
    </message>
    <message>
      <source>Pull each corner to a corner of the paper. Tab goes to the next one, arrow keys move it.</source>
      <translation>Lleve cada esquina a una esquina del papel. Tab pasa a la siguiente, las flechas la mueven.</translation>
    </message>
    <message>
      <source>Reset</source>
      <translation>Restablecer</translation>
    </message>
    <message>
      <source>Reset corners</source>
      <translation>Restablecer esquinas</translation>
    </message>
    <message>
      <source>To the paper</source>
      <translation>Al papel</translation>
    </message>
  </context>
  <context>
    <name>CropBar</name>
    <message>
      <source>Apply crop</source>
      <translation>Aplicar recorte</translation>
    </message>
    <message>
      <source>Crop from the left, px</source>
      <translation>Recortar desde la izquierda, px</translation>
    </message>
    <message>
      <source>Crop from the top, px</source>
      <translation>Recortar desde arriba, px</translation>
    </message>
    <message>
      <source>Height</source>
      <translation>Alto</translation>
    </message>
    <message>
      <source>Height after crop, px</source>
      <translation>Alto tras el recorte, px</translation>
    </message>
    <message>
      <source>Leave</source>
      <translation>Salir</translation>
    </message>
    <message>
      <source>Leave crop</source>
      <translation>Salir del recorte</translation>
    </message>
    <message>
      <source>Left</source>
      <translation>Izquierda</translation>
    </message>
    <message>
      <source>Reset</source>
      <translation>Restablecer</translation>
    </message>
    <message>
      <source>Reset crop</source>
      <translation>Restablecer recorte</translation>
    </message>
    <message>
      <source>Top</source>
      <translation>Arriba</translation>
    </message>
    <message>
      <source>Use the last crop</source>
      <translation>Usar el último recorte</translation>
    </message>
    <message>
      <source>Width</source>
      <translation>Ancho</translation>
    </message>
    <message>
      <source>Width after crop, px</source>
      <translation>Ancho tras el recorte, px</translation>
    </message>
  </context>
  <context>
    <name>Curtain</name>
    <message>
      <source>Enter the PIN to go on</source>
      <translation>Escriba el PIN para seguir</translation>
    </message>
    <message>
      <source>Everything is hidden</source>
      <translation>Todo está oculto</translation>
    </message>
    <message>
      <source>Everything is sent</source>
      <translation>Todo está enviado</translation>
    </message>
    <message>
      <source>PIN</source>
      <translation>PIN</translation>
    </message>
    <message>
      <source>Press Enter to go on where you were</source>
      <translation>Pulse Entrar para seguir donde estaba</translation>
    </message>
    <message>
      <source>Show again</source>
      <translation>Mostrar de nuevo</translation>
    </message>
    <message>
      <source>That is not the PIN</source>
      <translation>Ese no es el PIN</translation>
    </message>
    <message>
      <source>That is not the PIN. Wait {seconds} s, then try again</source>
      <translation>Ese no es el PIN. Espere {seconds} s y pruebe de nuevo</translation>
    </message>
    <message>
      <source>The label was not taken: show everything again first</source>
      <translation>La etiqueta no se tomó: primero muestre todo de nuevo</translation>
    </message>
    <message>
      <source>{pages} on the way; sending goes on</source>
      <translation>{pages} en camino; el envío continúa</translation>
    </message>
    <message>
      <source>{pages} wait; sending is paused</source>
      <translation>{pages} esperan; el envío está en pausa</translation>
    </message>
  </context>
  <context>
    <name>DeskOffers</name>
    <message>
      <source>Labels on the pages say</source>
      <translation>Las etiquetas de las páginas dicen</translation>
    </message>
    <message>
      <source>Pick {record}, as a label says</source>
      <translation>Elegir {record}, como dice una etiqueta</translation>
    </message>
    <message>
      <source>Take up: {stack}</source>
      <translation>Retomar: {stack}</translation>
    </message>
    <message>
      <source>This page says</source>
      <translation>Esta página dice</translation>
    </message>
    <message>
      <source>Waiting (Ctrl+B)</source>
      <translation>En espera (Ctrl+B)</translation>
    </message>
  </context>
  <context>
    <name>DocumentsMarks</name>
    <message>
      <source>A scan is running</source>
      <translation>Hay un escaneo en curso</translation>
    </message>
    <message>
      <source>Capture it now</source>
      <translation>Capturarlo ahora</translation>
    </message>
    <message>
      <source>Usual documents</source>
      <translation>Documentos habituales</translation>
    </message>
  </context>
  <context>
    <name>DraftBar</name>
    <message>
      <source>Keep</source>
      <translation>Conservar</translation>
    </message>
    <message>
      <source>Put them back</source>
      <translation>Devolverlas</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>Quitar</translation>
    </message>
    <message>
      <source>Remove them</source>
      <translation>Quitarlas</translation>
    </message>
  </context>
  <context>
    <name>EmptyPane</name>
    <message>
      <source>Drop scans, photos or PDFs here</source>
      <translation>Suelte aquí escaneos, fotos o PDF</translation>
    </message>
    <message>
      <source>JPEG, PNG, TIFF, PDF, HEIC, ZIP and more. Every page of every file is kept.</source>
      <translation>JPEG, PNG, TIFF, PDF, HEIC, ZIP y más. Se conserva cada página de cada archivo.</translation>
    </message>
  </context>
  <context>
    <name>FoundList</name>
    <message>
      <source>Found records</source>
      <translation>Fichas encontradas</translation>
    </message>
    <message>
      <source>Recent</source>
      <translation>Recientes</translation>
    </message>
    <message>
      <source>Recent records</source>
      <translation>Fichas recientes</translation>
    </message>
    <message>
      <source>{count} today</source>
      <translation>{count} hoy</translation>
    </message>
    <message>
      <source>{record}, {images} today</source>
      <translation>{record}, {images} hoy</translation>
    </message>
  </context>
  <context>
    <name>Gallery</name>
    <message>
      <source>1 year</source>
      <translation>1 año</translation>
    </message>
    <message>
      <source>30 days</source>
      <translation>30 días</translation>
    </message>
    <message>
      <source>7 days</source>
      <translation>7 días</translation>
    </message>
    <message>
      <source>Another counter added {images} just now</source>
      <translation>Otro puesto acaba de añadir {images}</translation>
    </message>
    <message>
      <source>Any day</source>
      <translation>Cualquier día</translation>
    </message>
    <message>
      <source>Ask for less in the filter above.</source>
      <translation>Pida menos en el filtro de arriba.</translation>
    </message>
    <message>
      <source>Back to {record}</source>
      <translation>Volver a {record}</translation>
    </message>
    <message>
      <source>By name</source>
      <translation>Por nombre</translation>
    </message>
    <message>
      <source>Checking</source>
      <translation>Comprobando</translation>
    </message>
    <message>
      <source>Compare side by side</source>
      <translation>Comparar lado a lado</translation>
    </message>
    <message>
      <source>Copy as a picture</source>
      <translation>Copiar como imagen</translation>
    </message>
    <message>
      <source>Created {when}</source>
      <translation>Creada {when}</translation>
    </message>
    <message>
      <source>DRX can't list the images of {article} {noun}.</source>
      <translation>DRX no puede listar imágenes de este tipo ({noun}).</translation>
    </message>
    <message>
      <source>DRX has it as {image}. The picture is no longer kept on this computer.</source>
      <translation>DRX la tiene como {image}. La imagen ya no se conserva en este equipo.</translation>
    </message>
    <message>
      <source>DRX has no images for this {noun} yet</source>
      <translation>DRX aún no tiene imágenes de: {noun}</translation>
    </message>
    <message>
      <source>Hard copy</source>
      <translation>Receta en papel</translation>
    </message>
    <message>
      <source>ID</source>
      <translation>ID</translation>
    </message>
    <message>
      <source>Image</source>
      <translation>Imagen</translation>
    </message>
    <message>
      <source>Insurance card</source>
      <translation>Tarjeta del seguro</translation>
    </message>
    <message>
      <source>Largest first</source>
      <translation>Mayores primero</translation>
    </message>
    <message>
      <source>Needs you</source>
      <translation>Le necesita</translation>
    </message>
    <message>
      <source>Newest first</source>
      <translation>Más nuevas primero</translation>
    </message>
    <message>
      <source>No image is like that</source>
      <translation>Ninguna imagen es así</translation>
    </message>
    <message>
      <source>No images in this part</source>
      <translation>No hay imágenes en esta parte</translation>
    </message>
    <message>
      <source>Oldest first</source>
      <translation>Más antiguas primero</translation>
    </message>
    <message>
      <source>Other</source>
      <translation>Otro</translation>
    </message>
    <message>
      <source>Pick a patient, prescription or delivery on the left</source>
      <translation>Elija un paciente, una receta o una entrega a la izquierda</translation>
    </message>
    <message>
      <source>Proof of delivery</source>
      <translation>Comprobante de entrega</translation>
    </message>
    <message>
      <source>Receipt only</source>
      <translation>Solo comprobante</translation>
    </message>
    <message>
      <source>Select all</source>
      <translation>Seleccionar todo</translation>
    </message>
    <message>
      <source>Sending</source>
      <translation>Enviando</translation>
    </message>
    <message>
      <source>Stop looking</source>
      <translation>Dejar de mirar</translation>
    </message>
    <message>
      <source>The images could not be listed</source>
      <translation>No se pudieron listar las imágenes</translation>
    </message>
    <message>
      <source>The pages on the desk are for nobody yet.</source>
      <translation>Las páginas de la mesa aún no son para nadie.</translation>
    </message>
    <message>
      <source>The pages on the desk are for {record}.</source>
      <translation>Las páginas de la mesa son para {record}.</translation>
    </message>
    <message>
      <source>These are the ones that this counter sent.</source>
      <translation>Estas son las que envió este puesto.</translation>
    </message>
    <message>
      <source>This counter has sent none.</source>
      <translation>Este puesto no ha enviado ninguna.</translation>
    </message>
    <message>
      <source>Today</source>
      <translation>Hoy</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>Reintentar</translation>
    </message>
    <message>
      <source>Use as a new page</source>
      <translation>Usar como página nueva</translation>
    </message>
    <message>
      <source>Waiting</source>
      <translation>En espera</translation>
    </message>
    <message>
      <source>What you upload shows up here at once.</source>
      <translation>Lo que suba aparece aquí al momento.</translation>
    </message>
    <message>
      <source>Without a date</source>
      <translation>Sin fecha</translation>
    </message>
    <message>
      <source>You are looking at {record}.</source>
      <translation>Está mirando a {record}.</translation>
    </message>
    <message>
      <source>a</source>
      <translation>un</translation>
    </message>
    <message>
      <source>an</source>
      <translation>una</translation>
    </message>
    <message>
      <source>can't be shown</source>
      <translation>no se puede mostrar</translation>
    </message>
    <message>
      <source>compound batch</source>
      <translation>lote de preparado</translation>
    </message>
    <message>
      <source>delivery</source>
      <translation>entrega</translation>
    </message>
    <message>
      <source>item</source>
      <translation>artículo</translation>
    </message>
    <message>
      <source>patient</source>
      <translation>paciente</translation>
    </message>
    <message>
      <source>prescription</source>
      <translation>receta</translation>
    </message>
    <message>
      <source>receipt only</source>
      <translation>solo comprobante</translation>
    </message>
    <message>
      <source>sale</source>
      <translation>venta</translation>
    </message>
    <message>
      <source>user</source>
      <translation>usuario</translation>
    </message>
    <message>
      <source>{position} of {count}</source>
      <translation>{position} de {count}</translation>
    </message>
    <message>
      <source>{shown} of {images}</source>
      <translation>{shown} de {images}</translation>
    </message>
  </context>
  <context>
    <name>GalleryActs</name>
    <message>
      <source>1 image put on the desk as a new page. Ctrl+1 shows it.</source>
      <translation>1 imagen puesta en la mesa como página nueva. Ctrl+1 la muestra.</translation>
    </message>
    <message>
      <source>Copied. Paste it where you need it.</source>
      <translation>Copiada. Péguela donde la necesite.</translation>
    </message>
    <message>
      <source>CounterScan images</source>
      <translation>Imágenes de CounterScan</translation>
    </message>
    <message>
      <source>Print {images}</source>
      <translation>Imprimir {images}</translation>
    </message>
    <message>
      <source>Save {images} in a folder</source>
      <translation>Guardar {images} en una carpeta</translation>
    </message>
    <message>
      <source>Saved {images} in {folder}</source>
      <translation>{images} guardadas en {folder}</translation>
    </message>
    <message>
      <source>{images} are too many for one print. Select {count} at most.</source>
      <translation>{images} son demasiadas para una impresión. Seleccione {count} como máximo.</translation>
    </message>
    <message>
      <source>{images} put on the desk as new pages. Ctrl+1 shows them.</source>
      <translation>{images} puestas en la mesa como páginas nuevas. Ctrl+1 las muestra.</translation>
    </message>
    <message>
      <source>{images} went to the printer</source>
      <translation>{images} enviadas a la impresora</translation>
    </message>
  </context>
  <context>
    <name>GalleryDelegate</name>
    <message>
      <source>Loading</source>
      <translation>Cargando</translation>
    </message>
    <message>
      <source>Receipt only</source>
      <translation>Solo comprobante</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>Reintentar</translation>
    </message>
  </context>
  <context>
    <name>GalleryFace</name>
    <message>
      <source>Images</source>
      <translation>Imágenes</translation>
    </message>
    <message>
      <source>The images could not be listed</source>
      <translation>No se pudieron listar las imágenes</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>Reintentar</translation>
    </message>
    <message>
      <source>{images} can't be shown.</source>
      <translation>No se pueden mostrar: {images}.</translation>
    </message>
    <message>
      <source>{title}. You see what DRX had when it last answered.</source>
      <translation>{title}. Ve lo que DRX tenía cuando respondió por última vez.</translation>
    </message>
  </context>
  <context>
    <name>GalleryFilter</name>
    <message>
      <source>Filter</source>
      <translation>Filtro</translation>
    </message>
    <message>
      <source>How far back</source>
      <translation>Desde cuándo</translation>
    </message>
    <message>
      <source>Show all</source>
      <translation>Mostrar todas</translation>
    </message>
    <message>
      <source>Text in the name</source>
      <translation>Texto en el nombre</translation>
    </message>
  </context>
  <context>
    <name>GalleryToolbar</name>
    <message>
      <source>All {count}</source>
      <translation>Todas {count}</translation>
    </message>
    <message>
      <source>As a list</source>
      <translation>Como lista</translation>
    </message>
    <message>
      <source>Filter</source>
      <translation>Filtro</translation>
    </message>
    <message>
      <source>More</source>
      <translation>Más</translation>
    </message>
    <message>
      <source>Newest first</source>
      <translation>Más nuevas primero</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>Abrir</translation>
    </message>
    <message>
      <source>Patient {count}</source>
      <translation>Paciente {count}</translation>
    </message>
    <message>
      <source>Print</source>
      <translation>Imprimir</translation>
    </message>
    <message>
      <source>Refresh</source>
      <translation>Actualizar</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>Guardar</translation>
    </message>
    <message>
      <source>Save all images</source>
      <translation>Guardar todas las imágenes</translation>
    </message>
    <message>
      <source>Save {count}</source>
      <translation>Guardar {count}</translation>
    </message>
    <message>
      <source>Save {images}</source>
      <translation>Guardar {images}</translation>
    </message>
    <message>
      <source>This Rx {count}</source>
      <translation>Esta receta {count}</translation>
    </message>
    <message>
      <source>Which images</source>
      <translation>Qué imágenes</translation>
    </message>
  </context>
  <context>
    <name>Giving</name>
    <message>
      <source>{pages} for whom? Pick the record, or press Esc.</source>
      <translation>¿{pages} para quién? Elija el registro o pulse Esc.</translation>
    </message>
    <message>
      <source>{pages} given to {record}</source>
      <translation>{pages}: para {record}</translation>
    </message>
  </context>
  <context>
    <name>GroupCard</name>
    <message>
      <source>DRX links prescription images to the patient. Enter the patient's ID.</source>
      <translation>DRX vincula las imágenes de recetas al paciente. Escriba el ID del paciente.</translation>
    </message>
    <message>
      <source>Link</source>
      <translation>Vincular</translation>
    </message>
    <message>
      <source>Link {record} to this patient</source>
      <translation>Vincular {record} a este paciente</translation>
    </message>
    <message>
      <source>Patient ID</source>
      <translation>ID del paciente</translation>
    </message>
  </context>
  <context>
    <name>GroupWall</name>
    <message>
      <source>Labels are being read</source>
      <translation>Se están leyendo las etiquetas</translation>
    </message>
    <message>
      <source>Left out</source>
      <translation>Descartadas</translation>
    </message>
    <message>
      <source>Not sent</source>
      <translation>Sin enviar</translation>
    </message>
    <message>
      <source>Pages left out</source>
      <translation>Páginas descartadas</translation>
    </message>
    <message>
      <source>Pages that are read</source>
      <translation>Páginas que se están leyendo</translation>
    </message>
    <message>
      <source>Put back</source>
      <translation>Devolver</translation>
    </message>
    <message>
      <source>Put the selected pages back (Enter)</source>
      <translation>Devolver las páginas seleccionadas (Entrar)</translation>
    </message>
    <message>
      <source>Reading</source>
      <translation>Leyendo</translation>
    </message>
  </context>
  <context>
    <name>Inspector</name>
    <message>
      <source>Each keeps its own name</source>
      <translation>Cada una conserva su nombre</translation>
    </message>
    <message>
      <source>Kept encrypted on this computer until DRX confirms it.</source>
      <translation>Se conserva cifrada en este equipo hasta que DRX la confirme.</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Nombre</translation>
    </message>
    <message>
      <source>Page {number} of {total}</source>
      <translation>Página {number} de {total}</translation>
    </message>
    <message>
      <source>Side</source>
      <translation>Cara</translation>
    </message>
    <message>
      <source>Taken</source>
      <translation>Tomada</translation>
    </message>
    <message>
      <source>What is it?</source>
      <translation>¿Qué es?</translation>
    </message>
  </context>
  <context>
    <name>IntakeDoor</name>
    <message>
      <source>All files</source>
      <translation>Todos los archivos</translation>
    </message>
    <message>
      <source>Dropped file</source>
      <translation>Archivo soltado</translation>
    </message>
    <message>
      <source>Dropped picture</source>
      <translation>Imagen soltada</translation>
    </message>
    <message>
      <source>Open a folder</source>
      <translation>Abrir una carpeta</translation>
    </message>
    <message>
      <source>Open scans, photos or PDFs</source>
      <translation>Abrir escaneos, fotos o PDF</translation>
    </message>
    <message>
      <source>Pasted picture</source>
      <translation>Imagen pegada</translation>
    </message>
    <message>
      <source>Scans, photos and PDFs</source>
      <translation>Escaneos, fotos y PDF</translation>
    </message>
  </context>
  <context>
    <name>KeyBar</name>
    <message>
      <source>A new API key for this store.</source>
      <translation>Una clave de API nueva para esta tienda.</translation>
    </message>
    <message>
      <source>Close the key field</source>
      <translation>Cerrar el campo de la clave</translation>
    </message>
    <message>
      <source>DRX refused the API key. Pages stay safe here until you enter a new one.</source>
      <translation>DRX rechazó la clave de API. Las páginas están a salvo aquí hasta que escriba una nueva.</translation>
    </message>
    <message>
      <source>Enter a new key</source>
      <translation>Escribir una clave nueva</translation>
    </message>
    <message>
      <source>The API key is not on this computer. Enter it to go on.</source>
      <translation>La clave de API no está en este equipo. Escríbala para seguir.</translation>
    </message>
    <message>
      <source>Use this key</source>
      <translation>Usar esta clave</translation>
    </message>
  </context>
  <context>
    <name>KeyField</name>
    <message>
      <source>Hide the key</source>
      <translation>Ocultar la clave</translation>
    </message>
    <message>
      <source>Show the key</source>
      <translation>Mostrar la clave</translation>
    </message>
  </context>
  <context>
    <name>KindPicker</name>
    <message>
      <source>Batch</source>
      <translation>Lote</translation>
    </message>
    <message>
      <source>Kind of record</source>
      <translation>Tipo de ficha</translation>
    </message>
    <message>
      <source>More</source>
      <translation>Más</translation>
    </message>
    <message>
      <source>More kinds of records</source>
      <translation>Más tipos de fichas</translation>
    </message>
  </context>
  <context>
    <name>LargeLook</name>
    <message>
      <source>It is right</source>
      <translation>Está bien</translation>
    </message>
    <message>
      <source>It may leave as it is (Y)</source>
      <translation>Puede salir tal cual (Y)</translation>
    </message>
    <message>
      <source>Send it all the same</source>
      <translation>Enviarla de todos modos</translation>
    </message>
  </context>
  <context>
    <name>LevelBar</name>
    <message>
      <source>Angle</source>
      <translation>Ángulo</translation>
    </message>
    <message>
      <source>Angle, degrees</source>
      <translation>Ángulo, grados</translation>
    </message>
    <message>
      <source>Apply angle</source>
      <translation>Aplicar ángulo</translation>
    </message>
    <message>
      <source>By itself</source>
      <translation>Automático</translation>
    </message>
    <message>
      <source>Leave</source>
      <translation>Salir</translation>
    </message>
    <message>
      <source>Leave straightening</source>
      <translation>Salir de enderezar</translation>
    </message>
    <message>
      <source>Or draw a line along what should be level or upright.</source>
      <translation>O trace una línea a lo largo de lo que debe quedar recto.</translation>
    </message>
    <message>
      <source>Reset</source>
      <translation>Restablecer</translation>
    </message>
    <message>
      <source>Reset angle</source>
      <translation>Restablecer ángulo</translation>
    </message>
    <message>
      <source>Straighten by itself</source>
      <translation>Enderezar automáticamente</translation>
    </message>
  </context>
  <context>
    <name>MainWindow</name>
    <message>
      <source>CounterScan – Practice</source>
      <translation>CounterScan – Práctica</translation>
    </message>
  </context>
  <context>
    <name>Message</name>
    <message>
      <source>Try again</source>
      <translation>Reintentar</translation>
    </message>
  </context>
  <context>
    <name>NeedsCard</name>
    <message>
      <source>Needs you</source>
      <translation>Le necesita</translation>
    </message>
    <message>
      <source>No record yet</source>
      <translation>Aún sin ficha</translation>
    </message>
    <message>
      <source>Pages without a record</source>
      <translation>Páginas sin ficha</translation>
    </message>
  </context>
  <context>
    <name>Notice</name>
    <message>
      <source>Close</source>
      <translation>Cerrar</translation>
    </message>
  </context>
  <context>
    <name>Notices</name>
    <message>
      <source>1 page needs you</source>
      <translation>1 página le necesita</translation>
    </message>
    <message>
      <source>Notices</source>
      <translation>Avisos</translation>
    </message>
    <message>
      <source>Show the outbox</source>
      <translation>Ver la bandeja</translation>
    </message>
    <message>
      <source>{count} pages need you</source>
      <translation>{count} páginas le necesitan</translation>
    </message>
  </context>
  <context>
    <name>Outbox</name>
    <message>
      <source>1 page is in DRX</source>
      <translation>1 página está en DRX</translation>
    </message>
    <message>
      <source>1 page is safe on this computer and goes out by itself.</source>
      <translation>1 página está a salvo en este equipo y sale sola.</translation>
    </message>
    <message>
      <source>1 page is safe on this computer and waits for it.</source>
      <translation>1 página está a salvo en este equipo y la espera.</translation>
    </message>
    <message>
      <source>Checking</source>
      <translation>Comprobando</translation>
    </message>
    <message>
      <source>DRX can't be reached.</source>
      <translation>No se puede llegar a DRX.</translation>
    </message>
    <message>
      <source>DRX did not take this page.</source>
      <translation>DRX no aceptó esta página.</translation>
    </message>
    <message>
      <source>DRX does not have this page. Remove it for good?</source>
      <translation>DRX no tiene esta página. ¿Quitarla para siempre?</translation>
    </message>
    <message>
      <source>DRX has it as {image}: reading it back to be sure</source>
      <translation>DRX la tiene como {image}: se relee para estar seguros</translation>
    </message>
    <message>
      <source>DRX refused the API key.</source>
      <translation>DRX rechazó la clave de API.</translation>
    </message>
    <message>
      <source>DRX said that it has it</source>
      <translation>DRX dijo que la tiene</translation>
    </message>
    <message>
      <source>Delivered</source>
      <translation>Entregada</translation>
    </message>
    <message>
      <source>Delivered, look</source>
      <translation>Entregada, mire</translation>
    </message>
    <message>
      <source>Details: {name}</source>
      <translation>Detalles: {name}</translation>
    </message>
    <message>
      <source>Enter a key</source>
      <translation>Escribir una clave</translation>
    </message>
    <message>
      <source>Enter a new key</source>
      <translation>Escribir una clave nueva</translation>
    </message>
    <message>
      <source>For another store (it goes out when you connect to it again)</source>
      <translation>Para otra tienda (sale cuando vuelva a conectarse a ella)</translation>
    </message>
    <message>
      <source>Go on sending</source>
      <translation>Seguir enviando</translation>
    </message>
    <message>
      <source>Goes out as soon as DRX can be reached</source>
      <translation>Sale en cuanto se pueda llegar a DRX</translation>
    </message>
    <message>
      <source>Goes out as soon as sending goes on</source>
      <translation>Sale en cuanto siga el envío</translation>
    </message>
    <message>
      <source>Goes out as soon as there is an API key</source>
      <translation>Sale en cuanto haya una clave de API</translation>
    </message>
    <message>
      <source>In line</source>
      <translation>En cola</translation>
    </message>
    <message>
      <source>Leaves in {wait}</source>
      <translation>Sale en {wait}</translation>
    </message>
    <message>
      <source>Needs you</source>
      <translation>Le necesita</translation>
    </message>
    <message>
      <source>Next in line</source>
      <translation>La siguiente</translation>
    </message>
    <message>
      <source>Next try in {wait}</source>
      <translation>Próximo intento en {wait}</translation>
    </message>
    <message>
      <source>Next try in {wait}.</source>
      <translation>Próximo intento en {wait}.</translation>
    </message>
    <message>
      <source>Nobody can tell whether DRX has this page. Remove it for good?</source>
      <translation>Nadie puede decir si DRX tiene esta página. ¿Quitarla para siempre?</translation>
    </message>
    <message>
      <source>On its way</source>
      <translation>En camino</translation>
    </message>
    <message>
      <source>Page</source>
      <translation>Página</translation>
    </message>
    <message>
      <source>Remove from this computer: {name}</source>
      <translation>Quitar de este equipo: {name}</translation>
    </message>
    <message>
      <source>Sending</source>
      <translation>Enviando</translation>
    </message>
    <message>
      <source>Sending is paused.</source>
      <translation>El envío está en pausa.</translation>
    </message>
    <message>
      <source>Sending {percent} %</source>
      <translation>Enviando {percent} %</translation>
    </message>
    <message>
      <source>Show in gallery: {name}</source>
      <translation>Mostrar en la galería: {name}</translation>
    </message>
    <message>
      <source>State</source>
      <translation>Estado</translation>
    </message>
    <message>
      <source>Take all {count} back</source>
      <translation>Recuperar las {count}</translation>
    </message>
    <message>
      <source>Take back: {name}</source>
      <translation>Recuperar: {name}</translation>
    </message>
    <message>
      <source>The connection broke after sending</source>
      <translation>La conexión se cortó tras el envío</translation>
    </message>
    <message>
      <source>There is no API key on this computer.</source>
      <translation>No hay clave de API en este equipo.</translation>
    </message>
    <message>
      <source>Try again: {name}</source>
      <translation>Reintentar: {name}</translation>
    </message>
    <message>
      <source>Try now</source>
      <translation>Probar ahora</translation>
    </message>
    <message>
      <source>Trying now.</source>
      <translation>Probando ahora.</translation>
    </message>
    <message>
      <source>Until then they can go back to the desk.</source>
      <translation>Hasta entonces pueden volver a la mesa.</translation>
    </message>
    <message>
      <source>Waiting</source>
      <translation>En espera</translation>
    </message>
    <message>
      <source>What happened</source>
      <translation>Qué pasó</translation>
    </message>
    <message>
      <source>confirmed by reading it back</source>
      <translation>confirmada al releerla</translation>
    </message>
    <message>
      <source>{cause}: asking DRX whether it arrived, so that it is not sent twice</source>
      <translation>{cause}: se pregunta a DRX si llegó, para no enviarla dos veces</translation>
    </message>
    <message>
      <source>{count} min</source>
      <translation>{count} min</translation>
    </message>
    <message>
      <source>{count} pages are in DRX</source>
      <translation>{count} páginas están en DRX</translation>
    </message>
    <message>
      <source>{count} pages are safe on this computer and go out by themselves.</source>
      <translation>{count} páginas están a salvo en este equipo y salen solas.</translation>
    </message>
    <message>
      <source>{count} pages are safe on this computer and wait for it.</source>
      <translation>{count} páginas están a salvo en este equipo y la esperan.</translation>
    </message>
    <message>
      <source>{count} pages can still be taken back.</source>
      <translation>{count} páginas aún se pueden recuperar.</translation>
    </message>
    <message>
      <source>{count} pages leave in {wait}.</source>
      <translation>{count} páginas salen en {wait}.</translation>
    </message>
    <message>
      <source>{count} s</source>
      <translation>{count} s</translation>
    </message>
    <message>
      <source>{part} of {whole}</source>
      <translation>{part} de {whole}</translation>
    </message>
    <message>
      <source>{text} · {wait} left</source>
      <translation>{text} · faltan {wait}</translation>
    </message>
    <message>
      <source>{text}. Next look in {wait}</source>
      <translation>{text}. Próxima consulta en {wait}</translation>
    </message>
    <message>
      <source>{wait} left</source>
      <translation>faltan {wait}</translation>
    </message>
  </context>
  <context>
    <name>OutboxHeader</name>
    <message>
      <source>Pause sending</source>
      <translation>Pausar el envío</translation>
    </message>
    <message>
      <source>Receipts…</source>
      <translation>Comprobantes…</translation>
    </message>
  </context>
  <context>
    <name>OutboxPane</name>
    <message>
      <source>Nothing is waiting. What you upload shows up here until DRX has confirmed it.</source>
      <translation>No hay nada en espera. Lo que suba aparece aquí hasta que DRX lo confirme.</translation>
    </message>
    <message>
      <source>Outbox</source>
      <translation>Bandeja</translation>
    </message>
    <message>
      <source>Show more ({count} not shown)</source>
      <translation>Mostrar más ({count} sin mostrar)</translation>
    </message>
  </context>
  <context>
    <name>OutboxRowWidget</name>
    <message>
      <source>Take back</source>
      <translation>Recuperar</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>Reintentar</translation>
    </message>
  </context>
  <context>
    <name>PageList</name>
    <message>
      <source>Pages</source>
      <translation>Páginas</translation>
    </message>
  </context>
  <context>
    <name>PageNotice</name>
    <message>
      <source>Details</source>
      <translation>Detalles</translation>
    </message>
    <message>
      <source>Open it</source>
      <translation>Abrirlo</translation>
    </message>
    <message>
      <source>Password</source>
      <translation>Contraseña</translation>
    </message>
    <message>
      <source>Remove from the desk</source>
      <translation>Quitar de la mesa</translation>
    </message>
  </context>
  <context>
    <name>PayloadCard</name>
    <message>
      <source>Came in</source>
      <translation>Llegó</translation>
    </message>
    <message>
      <source>Compare</source>
      <translation>Comparar</translation>
    </message>
    <message>
      <source>Does not go out</source>
      <translation>No sale</translation>
    </message>
    <message>
      <source>Fitting…</source>
      <translation>Ajustando…</translation>
    </message>
    <message>
      <source>Share of the {size} limit</source>
      <translation>Parte del límite de {size}</translation>
    </message>
    <message>
      <source>Uploads as</source>
      <translation>Se sube como</translation>
    </message>
    <message>
      <source>What DRX will get</source>
      <translation>Lo que recibirá DRX</translation>
    </message>
    <message>
      <source>What came in beside what DRX will get, pixel by pixel (V)</source>
      <translation>Lo que llegó junto a lo que recibirá DRX, píxel a píxel (V)</translation>
    </message>
    <message>
      <source>{pages} being fitted</source>
      <translation>{pages} ajustándose</translation>
    </message>
    <message>
      <source>{percent} % of the {size} limit</source>
      <translation>{percent} % del límite de {size}</translation>
    </message>
  </context>
  <context>
    <name>PersonChip</name>
    <message>
      <source>Who is scanning (Ctrl+U)</source>
      <translation>Quién escanea (Ctrl+U)</translation>
    </message>
    <message>
      <source>Who is scanning: {name}</source>
      <translation>Quién escanea: {name}</translation>
    </message>
    <message>
      <source>Who is scanning?</source>
      <translation>¿Quién escanea?</translation>
    </message>
  </context>
  <context>
    <name>PickedCard</name>
    <message>
      <source>A sheet to print and put before this record's pages</source>
      <translation>Una hoja para imprimir y poner antes de las páginas de esta ficha</translation>
    </message>
    <message>
      <source>Also file the pages for {name} under…</source>
      <translation>Archivar las páginas de {name} también en…</translation>
    </message>
    <message>
      <source>Also file under…</source>
      <translation>Archivar también en…</translation>
    </message>
    <message>
      <source>Asking DRX whose ID this is…</source>
      <translation>Preguntando a DRX de quién es este ID…</translation>
    </message>
    <message>
      <source>DRX has not told a name for this ID</source>
      <translation>DRX no ha dicho ningún nombre para este ID</translation>
    </message>
    <message>
      <source>DRX links prescription images to the patient. Enter the patient's ID.</source>
      <translation>DRX vincula las imágenes de recetas al paciente. Escriba el ID del paciente.</translation>
    </message>
    <message>
      <source>Link</source>
      <translation>Vincular</translation>
    </message>
    <message>
      <source>Link the same images to one more record, such as the sale of a receipt</source>
      <translation>Vincular las mismas imágenes a otra ficha, como la venta de un recibo</translation>
    </message>
    <message>
      <source>Link to this patient</source>
      <translation>Vincular a este paciente</translation>
    </message>
    <message>
      <source>Patient ID</source>
      <translation>ID del paciente</translation>
    </message>
    <message>
      <source>Picked: {record}</source>
      <translation>Elegida: {record}</translation>
    </message>
    <message>
      <source>Prescriptions</source>
      <translation>Recetas</translation>
    </message>
    <message>
      <source>Prescriptions (→ in the search field)</source>
      <translation>Recetas (→ en el campo de búsqueda)</translation>
    </message>
    <message>
      <source>Prescriptions of {name}</source>
      <translation>Recetas de {name}</translation>
    </message>
    <message>
      <source>Print a separator sheet for {name}</source>
      <translation>Imprimir una hoja separadora para {name}</translation>
    </message>
    <message>
      <source>Put away</source>
      <translation>Apartar</translation>
    </message>
    <message>
      <source>Put away {name}</source>
      <translation>Apartar a {name}</translation>
    </message>
    <message>
      <source>Separator sheet</source>
      <translation>Hoja separadora</translation>
    </message>
  </context>
  <context>
    <name>PracticeStrip</name>
    <message>
      <source>Learn by doing</source>
      <translation>Aprender haciendo</translation>
    </message>
    <message>
      <source>Learn by doing ({done} of {count})</source>
      <translation>Aprender haciendo ({done} de {count})</translation>
    </message>
    <message>
      <source>Practice store: made-up patients, nothing reaches DRX</source>
      <translation>Tienda de práctica: pacientes inventados, nada llega a DRX</translation>
    </message>
    <message>
      <source>Use the real store</source>
      <translation>Usar la tienda real</translation>
    </message>
  </context>
  <context>
    <name>RecordDrops</name>
    <message>
      <source>Drop: {pages} for this one</source>
      <translation>Soltar: {pages} para este</translation>
    </message>
    <message>
      <source>Dropped file</source>
      <translation>Archivo soltado</translation>
    </message>
    <message>
      <source>Dropped picture</source>
      <translation>Imagen soltada</translation>
    </message>
  </context>
  <context>
    <name>RecordPane</name>
    <message>
      <source>1 found</source>
      <translation>1 encontrada</translation>
    </message>
    <message>
      <source>Enter again picks it, arrow down goes to the next.</source>
      <translation>Entrar otra vez la elige, flecha abajo pasa a la siguiente.</translation>
    </message>
    <message>
      <source>Enter again picks the marked one, ↓ goes to the next.</source>
      <translation>Entrar otra vez elige la marcada, ↓ pasa a la siguiente.</translation>
    </message>
    <message>
      <source>Name, birth date, Rx, ID</source>
      <translation>Nombre, nacimiento, receta, ID</translation>
    </message>
    <message>
      <source>Picked: {record}</source>
      <translation>Elegida: {record}</translation>
    </message>
    <message>
      <source>Scan a label barcode at any time to pick its prescription.</source>
      <translation>Escanee en cualquier momento el código de una etiqueta para elegir su receta.</translation>
    </message>
    <message>
      <source>Who is it for?</source>
      <translation>¿Para quién es?</translation>
    </message>
    <message>
      <source>Worklist menu</source>
      <translation>Menú de la lista de trabajo</translation>
    </message>
    <message>
      <source>{count} found</source>
      <translation>{count} encontradas</translation>
    </message>
  </context>
  <context>
    <name>RemarkCard</name>
    <message>
      <source>Drop it</source>
      <translation>Descartar</translation>
    </message>
    <message>
      <source>It is right</source>
      <translation>Está bien</translation>
    </message>
    <message>
      <source>Take it off the desk (Del)</source>
      <translation>Quitarla de la mesa (Supr)</translation>
    </message>
  </context>
  <context>
    <name>RemovalQuestion</name>
    <message>
      <source>Keep</source>
      <translation>Conservar</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>Quitar</translation>
    </message>
  </context>
  <context>
    <name>SendingChip</name>
    <message>
      <source>Paused at {part}</source>
      <translation>En pausa en {part}</translation>
    </message>
    <message>
      <source>Sending: {progress}</source>
      <translation>Enviando: {progress}</translation>
    </message>
    <message>
      <source>Show the outbox</source>
      <translation>Ver la bandeja</translation>
    </message>
  </context>
  <context>
    <name>SeparatorSheet</name>
    <message>
      <source>CounterScan separator sheet</source>
      <translation>Hoja separadora de CounterScan</translation>
    </message>
    <message>
      <source>Print the separator sheet</source>
      <translation>Imprimir la hoja separadora</translation>
    </message>
    <message>
      <source>Print…</source>
      <translation>Imprimir…</translation>
    </message>
    <message>
      <source>Put it before the pages of this record and scan them together. Sort by label gives what follows it to the record, up to the next sheet or label. The sheet itself is not sent.</source>
      <translation>Póngala antes de las páginas de esta ficha y escanéelas juntas. Clasificar por etiqueta da a la ficha lo que sigue, hasta la próxima hoja o etiqueta. La hoja misma no se envía.</translation>
    </message>
    <message>
      <source>Separator sheet</source>
      <translation>Hoja separadora</translation>
    </message>
    <message>
      <source>The sheet went to the printer.</source>
      <translation>La hoja fue a la impresora.</translation>
    </message>
    <message>
      <source>This printer did not take the sheet. Choose another one.</source>
      <translation>Esta impresora no aceptó la hoja. Elija otra.</translation>
    </message>
  </context>
  <context>
    <name>Sheet</name>
    <message>
      <source>Close {title}</source>
      <translation>Cerrar {title}</translation>
    </message>
  </context>
  <context>
    <name>ShotTray</name>
    <message>
      <source>Camera picture {number}</source>
      <translation>Foto de cámara {number}</translation>
    </message>
  </context>
  <context>
    <name>Skeleton</name>
    <message>
      <source>Loading images</source>
      <translation>Cargando imágenes</translation>
    </message>
  </context>
  <context>
    <name>Slip</name>
    <message>
      <source>All records of the day</source>
      <translation>Todas las fichas del día</translation>
    </message>
    <message>
      <source>Confirmed by reading back: safe to shred ({pages})</source>
      <translation>Confirmadas al releerlas: se pueden destruir ({pages})</translation>
    </message>
    <message>
      <source>CounterScan receipts</source>
      <translation>Comprobantes de CounterScan</translation>
    </message>
    <message>
      <source>DRX has no list to read it back from: look in DRX</source>
      <translation>DRX no tiene lista para releerla: mire en DRX</translation>
    </message>
    <message>
      <source>Image in DRX</source>
      <translation>Imagen en DRX</translation>
    </message>
    <message>
      <source>Needs you: see the outbox</source>
      <translation>Le necesita: vea la bandeja</translation>
    </message>
    <message>
      <source>No page was confirmed here today.</source>
      <translation>Hoy no se confirmó aquí ninguna página.</translation>
    </message>
    <message>
      <source>Not confirmed yet: keep the paper ({pages})</source>
      <translation>Aún sin confirmar: conserve el papel ({pages})</translation>
    </message>
    <message>
      <source>Not in DRX yet</source>
      <translation>Aún no está en DRX</translation>
    </message>
    <message>
      <source>Not read back yet</source>
      <translation>Aún sin releer</translation>
    </message>
    <message>
      <source>Page</source>
      <translation>Página</translation>
    </message>
    <message>
      <source>Read back</source>
      <translation>Releída</translation>
    </message>
    <message>
      <source>Record</source>
      <translation>Ficha</translation>
    </message>
    <message>
      <source>Sent</source>
      <translation>Enviada</translation>
    </message>
    <message>
      <source>Today</source>
      <translation>Hoy</translation>
    </message>
    <message>
      <source>What is missing</source>
      <translation>Qué falta</translation>
    </message>
    <message>
      <source>read back {when}</source>
      <translation>releída {when}</translation>
    </message>
    <message>
      <source>sent {when}</source>
      <translation>enviada {when}</translation>
    </message>
    <message>
      <source>{pages} more do not fit on this slip: choose a record.</source>
      <translation>{pages} más no caben en esta hoja: elija una ficha.</translation>
    </message>
  </context>
  <context>
    <name>SlipOutput</name>
    <message>
      <source>CounterScan receipts</source>
      <translation>Comprobantes de CounterScan</translation>
    </message>
    <message>
      <source>CounterScan receipts {day}</source>
      <translation>Comprobantes de CounterScan {day}</translation>
    </message>
    <message>
      <source>PDF</source>
      <translation>PDF</translation>
    </message>
    <message>
      <source>Print the receipts</source>
      <translation>Imprimir los comprobantes</translation>
    </message>
    <message>
      <source>Save the receipts as PDF</source>
      <translation>Guardar los comprobantes como PDF</translation>
    </message>
    <message>
      <source>Saved as {name}</source>
      <translation>Guardado como {name}</translation>
    </message>
    <message>
      <source>The receipts can't be saved there. Choose another folder.</source>
      <translation>Los comprobantes no se pueden guardar ahí. Elija otra carpeta.</translation>
    </message>
    <message>
      <source>The receipts went to the printer.</source>
      <translation>Los comprobantes fueron a la impresora.</translation>
    </message>
    <message>
      <source>This printer did not take the receipts. Choose another one.</source>
      <translation>Esta impresora no aceptó los comprobantes. Elija otra.</translation>
    </message>
  </context>
  <context>
    <name>SlipSheet</name>
    <message>
      <source>Print…</source>
      <translation>Imprimir…</translation>
    </message>
    <message>
      <source>Receipts</source>
      <translation>Comprobantes</translation>
    </message>
    <message>
      <source>Receipts of: {choice}</source>
      <translation>Comprobantes de: {choice}</translation>
    </message>
    <message>
      <source>Save as PDF…</source>
      <translation>Guardar como PDF…</translation>
    </message>
    <message>
      <source>{pages} more stand on the printed slip</source>
      <translation>{pages} más están en la hoja impresa</translation>
    </message>
  </context>
  <context>
    <name>SortCard</name>
    <message>
      <source>Pages of {title}, {about}</source>
      <translation>Páginas de {title}, {about}</translation>
    </message>
  </context>
  <context>
    <name>SortHeader</name>
    <message>
      <source>Leave sorting (Esc)</source>
      <translation>Salir de clasificar (Esc)</translation>
    </message>
    <message>
      <source>Look again for labels on the pages without a record (F5)</source>
      <translation>Buscar otra vez etiquetas en las páginas sin ficha (F5)</translation>
    </message>
    <message>
      <source>Merge groups</source>
      <translation>Unir grupos</translation>
    </message>
    <message>
      <source>One more record</source>
      <translation>Una ficha más</translation>
    </message>
    <message>
      <source>Pages follow</source>
      <translation>Las páginas siguen</translation>
    </message>
    <message>
      <source>Pages without a label follow the one before them in the same file</source>
      <translation>Las páginas sin etiqueta siguen a la anterior del mismo archivo</translation>
    </message>
    <message>
      <source>Put the groups of one patient together (Ctrl+M)</source>
      <translation>Juntar los grupos de un mismo paciente (Ctrl+M)</translation>
    </message>
    <message>
      <source>Read again</source>
      <translation>Leer otra vez</translation>
    </message>
    <message>
      <source>The next record that is picked is one more for the selected pages</source>
      <translation>La próxima ficha elegida es una más para las páginas seleccionadas</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Deshacer</translation>
    </message>
    <message>
      <source>Undo: {step} (Ctrl+Z)</source>
      <translation>Deshacer: {step} (Ctrl+Z)</translation>
    </message>
    <message>
      <source>{what} (Ctrl+E)</source>
      <translation>{what} (Ctrl+E)</translation>
    </message>
    <message>
      <source>{what} (Ctrl+J)</source>
      <translation>{what} (Ctrl+J)</translation>
    </message>
  </context>
  <context>
    <name>SortingPane</name>
    <message>
      <source>Every page has a place</source>
      <translation>Cada página tiene su lugar</translation>
    </message>
    <message>
      <source>Select the pages first, then pick whose they are</source>
      <translation>Seleccione primero las páginas y luego elija de quién son</translation>
    </message>
    <message>
      <source>Sort a batch</source>
      <translation>Clasificar un lote</translation>
    </message>
  </context>
  <context>
    <name>Stage</name>
    <message>
      <source>Arrow keys walk the pages, C crops, R rotates.</source>
      <translation>Las flechas recorren las páginas, C recorta, R gira.</translation>
    </message>
    <message>
      <source>Black out: {chosen}. N makes a box, Tab chooses one, arrow keys move it, Shift by 10, Ctrl with an arrow makes it larger or smaller, Delete removes it, Esc leaves.</source>
      <translation>Tachar: {chosen}. N crea un recuadro, Tab elige uno, las flechas lo mueven, Mayús de 10 en 10, Ctrl con una flecha lo agranda o achica, Supr lo quita, Esc sale.</translation>
    </message>
    <message>
      <source>Crop: {size}. Arrow keys move the edges of the chosen corner, Shift by 10, Alt with an arrow chooses the edge, Ctrl with an arrow moves the box. Enter applies, Esc leaves.</source>
      <translation>Recortar: {size}. Las flechas mueven los bordes de la esquina elegida, Mayús de 10 en 10, Alt con una flecha elige el borde, Ctrl con una flecha mueve el recuadro. Entrar aplica, Esc sale.</translation>
    </message>
    <message>
      <source>Lay flat: {corner} corner at {x}, {y}. Tab goes to the next corner, arrow keys move it, Shift by 10. Enter applies, Esc leaves.</source>
      <translation>Aplanar: esquina {corner} en {x}, {y}. Tab pasa a la siguiente esquina, las flechas la mueven, Mayús de 10 en 10. Entrar aplica, Esc sale.</translation>
    </message>
    <message>
      <source>No page</source>
      <translation>Ninguna página</translation>
    </message>
    <message>
      <source>Straighten: {angle}. Left and right arrow turn by 0.1 degree, with Shift by 1 degree. Or draw a line along what should be level or upright. Enter applies, Esc leaves.</source>
      <translation>Enderezar: {angle}. Las flechas izquierda y derecha giran 0,1 grados, con Mayús 1 grado. O trace una línea a lo largo de lo que debe quedar recto. Entrar aplica, Esc sale.</translation>
    </message>
    <message>
      <source>box {number} of {count} is chosen</source>
      <translation>el recuadro {number} de {count} está elegido</translation>
    </message>
    <message>
      <source>{count} boxes</source>
      <translation>{count} recuadros</translation>
    </message>
  </context>
  <context>
    <name>TabButton</name>
    <message>
      <source>{tab}, {count} waiting</source>
      <translation>{tab}, {count} en espera</translation>
    </message>
  </context>
  <context>
    <name>Toast</name>
    <message>
      <source>Close this notice</source>
      <translation>Cerrar este aviso</translation>
    </message>
    <message>
      <source>Close this notice: {title}</source>
      <translation>Cerrar este aviso: {title}</translation>
    </message>
    <message>
      <source>Details</source>
      <translation>Detalles</translation>
    </message>
  </context>
  <context>
    <name>ToneBar</name>
    <message>
      <source>Brightness</source>
      <translation>Brillo</translation>
    </message>
    <message>
      <source>Clean up</source>
      <translation>Limpiar</translation>
    </message>
    <message>
      <source>Clean up (U)</source>
      <translation>Limpiar (U)</translation>
    </message>
    <message>
      <source>Colours</source>
      <translation>Colores</translation>
    </message>
    <message>
      <source>Contrast</source>
      <translation>Contraste</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>Listo</translation>
    </message>
    <message>
      <source>Done with colours</source>
      <translation>Terminar con los colores</translation>
    </message>
    <message>
      <source>Reset</source>
      <translation>Restablecer</translation>
    </message>
    <message>
      <source>Reset colours</source>
      <translation>Restablecer colores</translation>
    </message>
  </context>
  <context>
    <name>TopBar</name>
    <message>
      <source>Gallery</source>
      <translation>Galería</translation>
    </message>
    <message>
      <source>Outbox</source>
      <translation>Bandeja</translation>
    </message>
    <message>
      <source>Scan &amp; upload</source>
      <translation>Escanear y subir</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>Ajustes</translation>
    </message>
  </context>
  <context>
    <name>TroubleSheet</name>
    <message>
      <source>Try again</source>
      <translation>Reintentar</translation>
    </message>
  </context>
  <context>
    <name>Viewer</name>
    <message>
      <source>Details</source>
      <translation>Detalles</translation>
    </message>
    <message>
      <source>Image</source>
      <translation>Imagen</translation>
    </message>
    <message>
      <source>Next image</source>
      <translation>Imagen siguiente</translation>
    </message>
    <message>
      <source>Previous image</source>
      <translation>Imagen anterior</translation>
    </message>
  </context>
  <context>
    <name>ViewerBar</name>
    <message>
      <source>Close</source>
      <translation>Cerrar</translation>
    </message>
    <message>
      <source>Compare</source>
      <translation>Comparar</translation>
    </message>
    <message>
      <source>Copy as a picture</source>
      <translation>Copiar como imagen</translation>
    </message>
    <message>
      <source>Details</source>
      <translation>Detalles</translation>
    </message>
    <message>
      <source>Fit</source>
      <translation>Ajustar</translation>
    </message>
    <message>
      <source>Magnifier</source>
      <translation>Lupa</translation>
    </message>
    <message>
      <source>Next page</source>
      <translation>Página siguiente</translation>
    </message>
    <message>
      <source>Page {number} of {count}</source>
      <translation>Página {number} de {count}</translation>
    </message>
    <message>
      <source>Previous page</source>
      <translation>Página anterior</translation>
    </message>
    <message>
      <source>Print</source>
      <translation>Imprimir</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>Guardar</translation>
    </message>
    <message>
      <source>Show at 100 %</source>
      <translation>Mostrar al 100 %</translation>
    </message>
    <message>
      <source>Turn right</source>
      <translation>Girar a la derecha</translation>
    </message>
    <message>
      <source>Zoom in</source>
      <translation>Acercar</translation>
    </message>
    <message>
      <source>Zoom out</source>
      <translation>Alejar</translation>
    </message>
  </context>
  <context>
    <name>ViewerCanvas</name>
    <message>
      <source>Loading</source>
      <translation>Cargando</translation>
    </message>
  </context>
  <context>
    <name>WindowSheets</name>
    <message>
      <source>About CounterScan</source>
      <translation>Acerca de CounterScan</translation>
    </message>
  </context>
  <context>
    <name>WorklistDoor</name>
    <message>
      <source>All files</source>
      <translation>Todos los archivos</translation>
    </message>
    <message>
      <source>Drop it here: its IDs become the worklist</source>
      <translation>Suéltelo aquí: sus ID forman la lista de trabajo</translation>
    </message>
    <message>
      <source>Lists of IDs</source>
      <translation>Listas de ID</translation>
    </message>
    <message>
      <source>Next open one ({key})</source>
      <translation>La siguiente abierta ({key})</translation>
    </message>
    <message>
      <source>Open a worklist</source>
      <translation>Abrir una lista de trabajo</translation>
    </message>
    <message>
      <source>Open a worklist…</source>
      <translation>Abrir una lista de trabajo…</translation>
    </message>
    <message>
      <source>Paste a worklist</source>
      <translation>Pegar una lista de trabajo</translation>
    </message>
  </context>
  <context>
    <name>WorklistPanel</name>
    <message>
      <source>All of it is done.</source>
      <translation>Todo está hecho.</translation>
    </message>
    <message>
      <source>Clear the worklist</source>
      <translation>Vaciar la lista de trabajo</translation>
    </message>
    <message>
      <source>Do not skip it</source>
      <translation>No omitirla</translation>
    </message>
    <message>
      <source>Next</source>
      <translation>Siguiente</translation>
    </message>
    <message>
      <source>Next open one on the worklist</source>
      <translation>Siguiente abierta de la lista de trabajo</translation>
    </message>
    <message>
      <source>Next open one on the worklist ({key})</source>
      <translation>Siguiente abierta de la lista de trabajo ({key})</translation>
    </message>
    <message>
      <source>Remove it from the worklist</source>
      <translation>Quitarla de la lista de trabajo</translation>
    </message>
    <message>
      <source>Skip it</source>
      <translation>Omitirla</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Deshacer</translation>
    </message>
    <message>
      <source>Undo on the worklist</source>
      <translation>Deshacer en la lista de trabajo</translation>
    </message>
    <message>
      <source>Worklist</source>
      <translation>Lista de trabajo</translation>
    </message>
    <message>
      <source>Worklist cleared</source>
      <translation>Lista de trabajo vaciada</translation>
    </message>
    <message>
      <source>Worklist {progress}</source>
      <translation>Lista de trabajo {progress}</translation>
    </message>
  </context>
  <context>
    <name>WorkspacePane</name>
    <message>
      <source>Reading…</source>
      <translation>Leyendo…</translation>
    </message>
    <message>
      <source>Scan &amp; upload</source>
      <translation>Escanear y subir</translation>
    </message>
    <message>
      <source>The picture was not ready yet. Drag the page once more.</source>
      <translation>La imagen aún no estaba lista. Arrastre la página otra vez.</translation>
    </message>
  </context>
  <context>
    <name>WorkspaceToolbar</name>
    <message>
      <source>More</source>
      <translation>Más</translation>
    </message>
    <message>
      <source>Show at 100 %, now {percent} %</source>
      <translation>Mostrar al 100 %, ahora {percent} %</translation>
    </message>
  </context>
  <context>
    <name>_Preview</name>
    <message>
      <source>Separator sheet for {record}</source>
      <translation>Hoja separadora para {record}</translation>
    </message>
  </context>
  <context>
    <name>_Thumb</name>
    <message>
      <source>The last picture</source>
      <translation>La última foto</translation>
    </message>
  </context>
  <context>
    <name>desk_offers</name>
    <message>
      <source>For nobody yet</source>
      <translation>Aún para nadie</translation>
    </message>
    <message>
      <source>{pages} for {name}</source>
      <translation>{pages} para {name}</translation>
    </message>
  </context>
  <context>
    <name>problems</name>
    <message>
      <source>A PIN has {0} to {1} digits</source>
      <translation>Un PIN tiene de {0} a {1} cifras</translation>
    </message>
    <message>
      <source>A batch is being sorted</source>
      <translation>Se está clasificando un lote</translation>
    </message>
    <message>
      <source>A label on a page is not known to the store</source>
      <translation>La tienda no conoce una etiqueta de una página</translation>
    </message>
    <message>
      <source>A note kept on this computer can't be read back</source>
      <translation>Una nota guardada en este equipo no se puede leer</translation>
    </message>
    <message>
      <source>A note kept on this computer can't be understood</source>
      <translation>Una nota guardada en este equipo no se entiende</translation>
    </message>
    <message>
      <source>A note of a sent page can't be read back</source>
      <translation>Una nota de una página enviada no se puede leer</translation>
    </message>
    <message>
      <source>A page came incomplete from the scanner</source>
      <translation>Una página llegó incompleta del escáner</translation>
    </message>
    <message>
      <source>A page in the outbox can't be read back</source>
      <translation>Una página de la bandeja no se puede leer</translation>
    </message>
    <message>
      <source>A page in the outbox keeps its name</source>
      <translation>Una página de la bandeja conserva su nombre</translation>
    </message>
    <message>
      <source>A page kept on this computer can't be read back</source>
      <translation>Una página guardada en este equipo no se puede leer</translation>
    </message>
    <message>
      <source>A profile's dpi must be a whole number from {0} to {1}</source>
      <translation>Los dpi de un perfil deben ser un número entero de {0} a {1}</translation>
    </message>
    <message>
      <source>A receipt can't be read back</source>
      <translation>Un comprobante no se puede leer</translation>
    </message>
    <message>
      <source>A scanner's address must begin with http:// or https://</source>
      <translation>La dirección de un escáner debe empezar con http:// o https://</translation>
    </message>
    <message>
      <source>A sheet is too long to be scanned on both sides</source>
      <translation>Una hoja es demasiado larga para escanearse por ambas caras</translation>
    </message>
    <message>
      <source>A sheet is too short to be scanned on both sides</source>
      <translation>Una hoja es demasiado corta para escanearse por ambas caras</translation>
    </message>
    <message>
      <source>Add a photo or a scan instead</source>
      <translation>Añada en su lugar una foto o un escaneo</translation>
    </message>
    <message>
      <source>Add a {0} file instead</source>
      <translation>Añada en su lugar un archivo {0}</translation>
    </message>
    <message>
      <source>Add it once more, or scan it again</source>
      <translation>Añádalo otra vez o escanéelo de nuevo</translation>
    </message>
    <message>
      <source>Add the file again</source>
      <translation>Añada el archivo otra vez</translation>
    </message>
    <message>
      <source>Add the file that it leads to</source>
      <translation>Añada el archivo al que lleva</translation>
    </message>
    <message>
      <source>Add the files themselves</source>
      <translation>Añada los archivos mismos</translation>
    </message>
    <message>
      <source>Another program is using the list of waiting pages</source>
      <translation>Otro programa está usando la lista de páginas en espera</translation>
    </message>
    <message>
      <source>Another record was picked while the pages were made ready</source>
      <translation>Se eligió otra ficha mientras se preparaban las páginas</translation>
    </message>
    <message>
      <source>Ask for a key that may, in DRX</source>
      <translation>Pida en DRX una clave que pueda hacerlo</translation>
    </message>
    <message>
      <source>Ask for it once more, or add the files that were in it</source>
      <translation>Pídalo otra vez o añada los archivos que tenía dentro</translation>
    </message>
    <message>
      <source>Ask for the ZIP once more, or add the file itself</source>
      <translation>Pida el ZIP otra vez o añada el archivo mismo</translation>
    </message>
    <message>
      <source>Ask the pharmacy manager to remove one of the two in DRX</source>
      <translation>Pida al encargado de la farmacia que quite una de las dos en DRX</translation>
    </message>
    <message>
      <source>Ask who looks after the scanner</source>
      <translation>Pregunte a quien cuida el escáner</translation>
    </message>
    <message>
      <source>Ask whoever looks after it</source>
      <translation>Pregunte a quien lo cuida</translation>
    </message>
    <message>
      <source>Ask whoever looks after the network whether it changes secure connections</source>
      <translation>Pregunte a quien cuida la red si cambia las conexiones seguras</translation>
    </message>
    <message>
      <source>Ask whoever runs DRX which pictures it takes</source>
      <translation>Pregunte a quien administra DRX qué imágenes acepta</translation>
    </message>
    <message>
      <source>Ask your IT to change it</source>
      <translation>Pida a informática que lo cambie</translation>
    </message>
    <message>
      <source>Ask {0} to change it</source>
      <translation>Pida a {0} que lo cambie</translation>
    </message>
    <message>
      <source>At most {0} pages can be joined on one</source>
      <translation>Se pueden unir {0} páginas en una como máximo</translation>
    </message>
    <message>
      <source>Bring back the key that was used before; nothing was changed or deleted</source>
      <translation>Traiga de vuelta la clave de antes; no se cambió ni borró nada</translation>
    </message>
    <message>
      <source>Check date and time of this computer, then ask whoever looks after the network</source>
      <translation>Revise la fecha y hora de este equipo y luego pregunte a quien cuida la red</translation>
    </message>
    <message>
      <source>Check its ID</source>
      <translation>Revise su ID</translation>
    </message>
    <message>
      <source>Check that CounterScan may write in the folder; nothing is doubled</source>
      <translation>Revise que CounterScan pueda escribir en la carpeta; nada se duplica</translation>
    </message>
    <message>
      <source>Check that it is on the right record</source>
      <translation>Revise que esté en la ficha correcta</translation>
    </message>
    <message>
      <source>Check that the disk is there and that you may use its folder</source>
      <translation>Revise que el disco esté y que usted pueda usar su carpeta</translation>
    </message>
    <message>
      <source>Check that you may read it</source>
      <translation>Revise que usted pueda leerlo</translation>
    </message>
    <message>
      <source>Check the ID and the kind of record before you upload</source>
      <translation>Revise el ID y el tipo de ficha antes de subir</translation>
    </message>
    <message>
      <source>Check the ID. The pages were not linked to it</source>
      <translation>Revise el ID. Las páginas no se vincularon</translation>
    </message>
    <message>
      <source>Check the free disk space</source>
      <translation>Revise el espacio libre del disco</translation>
    </message>
    <message>
      <source>Check the network of this computer</source>
      <translation>Revise la red de este equipo</translation>
    </message>
    <message>
      <source>Check the store's address in the settings</source>
      <translation>Revise la dirección de la tienda en los ajustes</translation>
    </message>
    <message>
      <source>Choose another folder</source>
      <translation>Elija otra carpeta</translation>
    </message>
    <message>
      <source>Choose another resolution, colour or source</source>
      <translation>Elija otra resolución, color u origen</translation>
    </message>
    <message>
      <source>Choose another source, colour or resolution</source>
      <translation>Elija otro origen, color o resolución</translation>
    </message>
    <message>
      <source>Choose fewer pages</source>
      <translation>Elija menos páginas</translation>
    </message>
    <message>
      <source>Close it, then start again</source>
      <translation>Ciérrelo y empiece de nuevo</translation>
    </message>
    <message>
      <source>Close it; the scan goes on</source>
      <translation>Ciérrela; el escaneo sigue</translation>
    </message>
    <message>
      <source>Connect to your DRX store, or practise</source>
      <translation>Conéctese a su tienda DRX o practique</translation>
    </message>
    <message>
      <source>Copy a list of IDs or label codes, each on a line of its own</source>
      <translation>Copie una lista de ID o códigos de etiqueta, cada uno en su línea</translation>
    </message>
    <message>
      <source>Copy it from DRX and paste it here</source>
      <translation>Cópiela de DRX y péguela aquí</translation>
    </message>
    <message>
      <source>Copy only the key itself from DRX</source>
      <translation>Copie de DRX solo la clave misma</translation>
    </message>
    <message>
      <source>Copy the key from DRX again, without any text around it</source>
      <translation>Copie otra vez la clave de DRX, sin texto alrededor</translation>
    </message>
    <message>
      <source>Copy the report and send it to support</source>
      <translation>Copie el informe y envíelo a soporte</translation>
    </message>
    <message>
      <source>Correct it</source>
      <translation>Corríjalo</translation>
    </message>
    <message>
      <source>Correct it or delete it</source>
      <translation>Corríjalo o bórrelo</translation>
    </message>
    <message>
      <source>CounterScan can't use its folder</source>
      <translation>CounterScan no puede usar su carpeta</translation>
    </message>
    <message>
      <source>CounterScan is already open on this computer</source>
      <translation>CounterScan ya está abierto en este equipo</translation>
    </message>
    <message>
      <source>CounterScan is closing</source>
      <translation>CounterScan se está cerrando</translation>
    </message>
    <message>
      <source>Crop it, or scan it again in parts</source>
      <translation>Recórtela o escanéela otra vez por partes</translation>
    </message>
    <message>
      <source>DRX can't list the images of this kind: {0}</source>
      <translation>DRX no puede listar las imágenes de este tipo: {0}</translation>
    </message>
    <message>
      <source>DRX does not know this record</source>
      <translation>DRX no conoce esta ficha</translation>
    </message>
    <message>
      <source>DRX does not take this kind of picture</source>
      <translation>DRX no acepta este tipo de imagen</translation>
    </message>
    <message>
      <source>DRX does not take this page</source>
      <translation>DRX no acepta esta página</translation>
    </message>
    <message>
      <source>DRX gave an answer that makes no sense</source>
      <translation>DRX dio una respuesta sin sentido</translation>
    </message>
    <message>
      <source>DRX has this page in another size</source>
      <translation>DRX tiene esta página en otro tamaño</translation>
    </message>
    <message>
      <source>DRX has this page in another size than it was sent, and has kept pages as they were until now</source>
      <translation>DRX tiene esta página en otro tamaño que el enviado, y hasta ahora guardaba las páginas tal cual</translation>
    </message>
    <message>
      <source>DRX has this page twice</source>
      <translation>DRX tiene esta página dos veces</translation>
    </message>
    <message>
      <source>DRX has trouble of its own</source>
      <translation>DRX tiene problemas propios</translation>
    </message>
    <message>
      <source>DRX is asked whether it arrived</source>
      <translation>Se pregunta a DRX si llegó</translation>
    </message>
    <message>
      <source>DRX is busy</source>
      <translation>DRX está ocupado</translation>
    </message>
    <message>
      <source>DRX knows no prescription with this label</source>
      <translation>DRX no conoce ninguna receta con esta etiqueta</translation>
    </message>
    <message>
      <source>DRX knows no record with this ID</source>
      <translation>DRX no conoce ninguna ficha con este ID</translation>
    </message>
    <message>
      <source>DRX knows no single record for {0}</source>
      <translation>DRX no conoce una única ficha para {0}</translation>
    </message>
    <message>
      <source>DRX links a prescription's images to its patient</source>
      <translation>DRX vincula las imágenes de una receta a su paciente</translation>
    </message>
    <message>
      <source>DRX no longer lists this image</source>
      <translation>DRX ya no lista esta imagen</translation>
    </message>
    <message>
      <source>DRX refused the API key</source>
      <translation>DRX rechazó la clave de API</translation>
    </message>
    <message>
      <source>DRX said that it has this page, but does not list it</source>
      <translation>DRX dijo que tiene esta página, pero no la lista</translation>
    </message>
    <message>
      <source>DRX takes too long to answer</source>
      <translation>DRX tarda demasiado en responder</translation>
    </message>
    <message>
      <source>DRX took this page but does not list it under its name</source>
      <translation>DRX aceptó esta página pero no la lista con su nombre</translation>
    </message>
    <message>
      <source>Don't open it anywhere; tell your IT where it came from</source>
      <translation>No lo abra en ningún sitio; diga a informática de dónde vino</translation>
    </message>
    <message>
      <source>Drop files, or a folder with files in it</source>
      <translation>Suelte archivos, o una carpeta con archivos</translation>
    </message>
    <message>
      <source>Drop their folder into it instead</source>
      <translation>Suelte en su lugar la carpeta</translation>
    </message>
    <message>
      <source>Drop them in smaller portions</source>
      <translation>Suéltelos en porciones menores</translation>
    </message>
    <message>
      <source>Each DRX user ID can stand there once</source>
      <translation>Cada ID de usuario de DRX puede estar una vez</translation>
    </message>
    <message>
      <source>Each person needs a name and a DRX user ID</source>
      <translation>Cada persona necesita un nombre y un ID de usuario de DRX</translation>
    </message>
    <message>
      <source>Enter a new key</source>
      <translation>Escriba una clave nueva</translation>
    </message>
    <message>
      <source>Enter the key</source>
      <translation>Escriba la clave</translation>
    </message>
    <message>
      <source>Enter the key from DRX</source>
      <translation>Escriba la clave de DRX</translation>
    </message>
    <message>
      <source>Enter the patient's ID</source>
      <translation>Escriba el ID del paciente</translation>
    </message>
    <message>
      <source>Export them on another counter first</source>
      <translation>Expórtelos primero en otro puesto</translation>
    </message>
    <message>
      <source>Files are taken again as soon as it is back</source>
      <translation>Los archivos se toman otra vez en cuanto vuelva</translation>
    </message>
    <message>
      <source>Free some space; nothing that is queued is lost</source>
      <translation>Libere espacio; nada de lo que está en cola se pierde</translation>
    </message>
    <message>
      <source>Go back to the pages, then drop the files onto the record again</source>
      <translation>Vuelva a las páginas y suelte otra vez los archivos en el registro</translation>
    </message>
    <message>
      <source>Hard copy</source>
      <translation>Receta en papel</translation>
    </message>
    <message>
      <source>ID card</source>
      <translation>Documento de identidad</translation>
    </message>
    <message>
      <source>If it was dragged out of a mail, save the attachment, then add the saved file</source>
      <translation>Si se arrastró de un correo, guarde el adjunto y añada el archivo guardado</translation>
    </message>
    <message>
      <source>Insurance card</source>
      <translation>Tarjeta del seguro</translation>
    </message>
    <message>
      <source>It is made smaller and sent again</source>
      <translation>Se hace más pequeña y se envía otra vez</translation>
    </message>
    <message>
      <source>It is not taken. Put this sheet back in and scan it again</source>
      <translation>No se toma. Ponga esta hoja otra vez y escanéela de nuevo</translation>
    </message>
    <message>
      <source>It is sent again as a JPEG</source>
      <translation>Se envía otra vez como JPEG</translation>
    </message>
    <message>
      <source>It is taken when that has ended</source>
      <translation>Se toma cuando eso termine</translation>
    </message>
    <message>
      <source>It is tried again</source>
      <translation>Se intenta de nuevo</translation>
    </message>
    <message>
      <source>It is usually {0}</source>
      <translation>Normalmente es {0}</translation>
    </message>
    <message>
      <source>It looks like https://lakeside.drxapp.com</source>
      <translation>Es como https://lakeside.drxapp.com</translation>
    </message>
    <message>
      <source>It may be another store's. Nobody was picked</source>
      <translation>Puede ser de otra tienda. No se eligió a nadie</translation>
    </message>
    <message>
      <source>It may be in use by somebody else; the scan begins when it is free</source>
      <translation>Puede que otro lo use; el escaneo empieza cuando quede libre</translation>
    </message>
    <message>
      <source>It may be of another version of CounterScan; tell your IT</source>
      <translation>Puede ser de otra versión de CounterScan; avise a informática</translation>
    </message>
    <message>
      <source>It may have been moved. If it was dragged out of a mail or an archive, save it first, then add the saved file</source>
      <translation>Puede que se haya movido. Si se arrastró de un correo o un archivo comprimido, guárdelo primero y añada el archivo guardado</translation>
    </message>
    <message>
      <source>It may have made it smaller: a look in DRX tells</source>
      <translation>Puede haberla hecho más pequeña: una mirada en DRX lo dice</translation>
    </message>
    <message>
      <source>It must name each act once</source>
      <translation>Debe nombrar cada acción una vez</translation>
    </message>
    <message>
      <source>It shows as soon as it is</source>
      <translation>Aparece en cuanto lo esté</translation>
    </message>
    <message>
      <source>It was taken back, or is delivered already</source>
      <translation>Se recuperó, o ya está entregada</translation>
    </message>
    <message>
      <source>Its certificate changed. If it was replaced or reset, forget it and add it again</source>
      <translation>Su certificado cambió. Si se reemplazó o reinició, olvídelo y añádalo otra vez</translation>
    </message>
    <message>
      <source>Join them again</source>
      <translation>Únalas otra vez</translation>
    </message>
    <message>
      <source>Leave out everything up to the @</source>
      <translation>Omita todo hasta la @</translation>
    </message>
    <message>
      <source>Lines that were skipped or not found stay in the list</source>
      <translation>Las líneas omitidas o no encontradas siguen en la lista</translation>
    </message>
    <message>
      <source>Look at it first, and say that it is right; then join them</source>
      <translation>Mírela primero y diga que está bien; luego únalas</translation>
    </message>
    <message>
      <source>Look at it in DRX</source>
      <translation>Mírela en DRX</translation>
    </message>
    <message>
      <source>Look at it in DRX: remove it here if it is whole, else scan it again</source>
      <translation>Mírela en DRX: quítela aquí si está entera, si no, escanéela otra vez</translation>
    </message>
    <message>
      <source>Look at it; nothing of it was sent</source>
      <translation>Mírelo; no se envió nada de él</translation>
    </message>
    <message>
      <source>Look at its row in the outbox again</source>
      <translation>Mire otra vez su fila en la bandeja</translation>
    </message>
    <message>
      <source>Look for a window that asks to unlock it</source>
      <translation>Busque una ventana que pida desbloquearlo</translation>
    </message>
    <message>
      <source>Look for scanners again, or add it by its address</source>
      <translation>Busque escáneres otra vez o añádalo por su dirección</translation>
    </message>
    <message>
      <source>Look in DRX before sending it again</source>
      <translation>Mire en DRX antes de enviarla otra vez</translation>
    </message>
    <message>
      <source>Look in DRX whether it arrived: remove it here if so, else try again</source>
      <translation>Mire en DRX si llegó: si es así, quítela aquí; si no, reintente</translation>
    </message>
    <message>
      <source>Look in DRX whether this page arrived: remove it here if so, else try again</source>
      <translation>Mire en DRX si esta página llegó: si es así, quítela aquí; si no, reintente</translation>
    </message>
    <message>
      <source>Look it up by name or birth date</source>
      <translation>Búsquelo por nombre o fecha de nacimiento</translation>
    </message>
    <message>
      <source>Look whether all of its pages are there; scan the missing ones again</source>
      <translation>Mire si están todas sus páginas; escanee otra vez las que falten</translation>
    </message>
    <message>
      <source>Look whether the program that writes it has ended; scan or save it again if so</source>
      <translation>Mire si terminó el programa que lo escribe; si es así, escanéelo o guárdelo otra vez</translation>
    </message>
    <message>
      <source>Make a key file with: counterscan key vault FILE, and name it in {0}</source>
      <translation>Cree un archivo de clave con: counterscan key vault FILE, y nómbrelo en {0}</translation>
    </message>
    <message>
      <source>Make it writable for this user, or name another one in {0}</source>
      <translation>Permita que este usuario escriba en ella, o nombre otra en {0}</translation>
    </message>
    <message>
      <source>Make room, then scan the rest again</source>
      <translation>Haga espacio y escanee otra vez el resto</translation>
    </message>
    <message>
      <source>More than {0} files can't be handed to the window</source>
      <translation>No se pueden pasar más de {0} archivos a la ventana</translation>
    </message>
    <message>
      <source>Name a new one: a key that is overwritten is lost for ever</source>
      <translation>Nombre uno nuevo: una clave sobrescrita se pierde para siempre</translation>
    </message>
    <message>
      <source>Name another folder</source>
      <translation>Nombre otra carpeta</translation>
    </message>
    <message>
      <source>Name one with --device: {0}</source>
      <translation>Nombre uno con --device: {0}</translation>
    </message>
    <message>
      <source>No API key is stored for this store</source>
      <translation>No hay clave de API guardada para esta tienda</translation>
    </message>
    <message>
      <source>No connection to DRX</source>
      <translation>Sin conexión con DRX</translation>
    </message>
    <message>
      <source>No label on a page says whose it is</source>
      <translation>Ninguna etiqueta de una página dice de quién es</translation>
    </message>
    <message>
      <source>No page has a record yet</source>
      <translation>Ninguna página tiene ficha aún</translation>
    </message>
    <message>
      <source>No page is selected</source>
      <translation>Ninguna página está seleccionada</translation>
    </message>
    <message>
      <source>No scanner here is called {0}, or several are</source>
      <translation>Ningún escáner de aquí se llama {0}, o varios se llaman así</translation>
    </message>
    <message>
      <source>No scanner was found</source>
      <translation>No se encontró ningún escáner</translation>
    </message>
    <message>
      <source>No secure connection to DRX</source>
      <translation>Sin conexión segura con DRX</translation>
    </message>
    <message>
      <source>No store is connected</source>
      <translation>No hay ninguna tienda conectada</translation>
    </message>
    <message>
      <source>No store is set</source>
      <translation>No hay tienda indicada</translation>
    </message>
    <message>
      <source>Nobody was picked. Search for it, or type the ID</source>
      <translation>No se eligió a nadie. Búsquelo o escriba el ID</translation>
    </message>
    <message>
      <source>Nothing can be saved in this folder</source>
      <translation>No se puede guardar nada en esta carpeta</translation>
    </message>
    <message>
      <source>Nothing can be taken back now</source>
      <translation>Ahora no se puede recuperar nada</translation>
    </message>
    <message>
      <source>Nothing of this file was sent. Look at it and upload it by hand</source>
      <translation>No se envió nada de este archivo. Mírelo y súbalo a mano</translation>
    </message>
    <message>
      <source>Nothing on the worklist is open</source>
      <translation>No queda nada abierto en la lista de trabajo</translation>
    </message>
    <message>
      <source>Nothing was moved</source>
      <translation>No se ha movido nada</translation>
    </message>
    <message>
      <source>Nothing was queued. Look who it is for, and upload again</source>
      <translation>Nada se puso en cola. Mire para quién es y suba otra vez</translation>
    </message>
    <message>
      <source>One image can't have two such links</source>
      <translation>Una imagen no puede tener dos vínculos así</translation>
    </message>
    <message>
      <source>One of these pages may be damaged</source>
      <translation>Una de estas páginas puede estar dañada</translation>
    </message>
    <message>
      <source>Open a browser on this computer, sign in to the network, then try again</source>
      <translation>Abra un navegador en este equipo, inicie sesión en la red y pruebe de nuevo</translation>
    </message>
    <message>
      <source>Open it and add the files in smaller portions</source>
      <translation>Ábralo y añada los archivos en porciones menores</translation>
    </message>
    <message>
      <source>Open it and add the files inside</source>
      <translation>Ábralo y añada los archivos de dentro</translation>
    </message>
    <message>
      <source>Open it, save the files inside, then add those</source>
      <translation>Ábralo, guarde los archivos de dentro y añádalos</translation>
    </message>
    <message>
      <source>Open the ZIP, then add the file itself</source>
      <translation>Abra el ZIP y añada el archivo mismo</translation>
    </message>
    <message>
      <source>Open the window once and connect, or set COUNTERSCAN_URL</source>
      <translation>Abra la ventana una vez y conéctese, o indique COUNTERSCAN_URL</translation>
    </message>
    <message>
      <source>Others can read the key file of the outbox</source>
      <translation>Otros pueden leer el archivo de clave de la bandeja</translation>
    </message>
    <message>
      <source>Pages are still on their way</source>
      <translation>Aún hay páginas en camino</translation>
    </message>
    <message>
      <source>Pages that came before are kept</source>
      <translation>Las páginas que llegaron antes se conservan</translation>
    </message>
    <message>
      <source>Pages that came before are kept. Scan the rest again</source>
      <translation>Las páginas que llegaron antes se conservan. Escanee otra vez el resto</translation>
    </message>
    <message>
      <source>Paper is jammed in the scanner</source>
      <translation>Hay papel atascado en el escáner</translation>
    </message>
    <message>
      <source>Practice store</source>
      <translation>Tienda de práctica</translation>
    </message>
    <message>
      <source>Print it to a PDF, then add that</source>
      <translation>Imprímalo en un PDF y añada ese</translation>
    </message>
    <message>
      <source>Print it to a new PDF there, then add that</source>
      <translation>Imprímalo ahí en un PDF nuevo y añada ese</translation>
    </message>
    <message>
      <source>Proof of delivery</source>
      <translation>Comprobante de entrega</translation>
    </message>
    <message>
      <source>Put paper in; the scan goes on</source>
      <translation>Ponga papel; el escaneo sigue</translation>
    </message>
    <message>
      <source>Put these sheets back in, one by one; the scan goes on with them</source>
      <translation>Ponga otra vez estas hojas, de una en una; el escaneo sigue con ellas</translation>
    </message>
    <message>
      <source>Refresh the gallery</source>
      <translation>Actualice la galería</translation>
    </message>
    <message>
      <source>Refresh the list</source>
      <translation>Actualice la lista</translation>
    </message>
    <message>
      <source>Restore this user's keyring, or ask support: what waits can't be read without it</source>
      <translation>Restaure el llavero de este usuario o pregunte a soporte: sin él no se puede leer lo que espera</translation>
    </message>
    <message>
      <source>Save it again, then add it once more</source>
      <translation>Guárdelo otra vez y añádalo de nuevo</translation>
    </message>
    <message>
      <source>Save it as a PDF or a JPEG where it was made, then add that</source>
      <translation>Guárdelo como PDF o JPEG donde se hizo y añada ese</translation>
    </message>
    <message>
      <source>Save it as a PDF or a JPEG, then add that</source>
      <translation>Guárdelo como PDF o JPEG y añada ese</translation>
    </message>
    <message>
      <source>Save it as a PNG or a TIFF where it was made, then add that</source>
      <translation>Guárdelo como PNG o TIFF donde se hizo y añada ese</translation>
    </message>
    <message>
      <source>Save it as a {0} file, then add that</source>
      <translation>Guárdelo como archivo {0} y añada ese</translation>
    </message>
    <message>
      <source>Save its pages as smaller files, then add those</source>
      <translation>Guarde sus páginas como archivos menores y añádalos</translation>
    </message>
    <message>
      <source>Save or scan it again, then add it once more</source>
      <translation>Guárdelo o escanéelo otra vez y añádalo de nuevo</translation>
    </message>
    <message>
      <source>Save or share it from the phone as a photo, then add that</source>
      <translation>Guárdelo o compártalo desde el teléfono como foto y añada esa</translation>
    </message>
    <message>
      <source>Say whose they are, then upload them</source>
      <translation>Diga de quién son y luego súbalas</translation>
    </message>
    <message>
      <source>Scan it again at 300 dpi, then add that</source>
      <translation>Escanéelo otra vez a 300 dpi y añada ese</translation>
    </message>
    <message>
      <source>Scan it from one side at a time, or in parts on the glass</source>
      <translation>Escanéela por una cara cada vez, o por partes en el cristal</translation>
    </message>
    <message>
      <source>Scan it from one side at a time, or lay it on the glass</source>
      <translation>Escanéela por una cara cada vez, o póngala en el cristal</translation>
    </message>
    <message>
      <source>Scan or save it again, then add it once more</source>
      <translation>Escanéelo o guárdelo otra vez y añádalo de nuevo</translation>
    </message>
    <message>
      <source>Scan that page again, and tell your IT: the disk may be failing</source>
      <translation>Escanee esa página otra vez y avise a informática: el disco puede estar fallando</translation>
    </message>
    <message>
      <source>Scan that page again; the disk may be failing</source>
      <translation>Escanee esa página otra vez; el disco puede estar fallando</translation>
    </message>
    <message>
      <source>Scan the page again; the disk may be failing</source>
      <translation>Escanee la página otra vez; el disco puede estar fallando</translation>
    </message>
    <message>
      <source>Scan this sheet again; it is not sent as it is</source>
      <translation>Escanee esta hoja otra vez; así no se envía</translation>
    </message>
    <message>
      <source>Select the pages that are for this label, then scan it again</source>
      <translation>Seleccione las páginas de esta etiqueta y escanéela otra vez</translation>
    </message>
    <message>
      <source>Somebody changed it. Restore this user's keyring; it is not written over</source>
      <translation>Alguien la cambió. Restaure el llavero de este usuario; no se sobrescribe</translation>
    </message>
    <message>
      <source>Something went wrong inside CounterScan</source>
      <translation>Algo falló dentro de CounterScan</translation>
    </message>
    <message>
      <source>Split it into smaller files, then add those</source>
      <translation>Divídalo en archivos menores y añádalos</translation>
    </message>
    <message>
      <source>Split it, or save it smaller</source>
      <translation>Divídalo o guárdelo más pequeño</translation>
    </message>
    <message>
      <source>Split it, or scan it again</source>
      <translation>Divídalo o escanéelo otra vez</translation>
    </message>
    <message>
      <source>Start it again to go on</source>
      <translation>Inícielo otra vez para seguir</translation>
    </message>
    <message>
      <source>Start the newer CounterScan; nothing was changed</source>
      <translation>Inicie el CounterScan más nuevo; no se cambió nada</translation>
    </message>
    <message>
      <source>Switch it on, check its cable or network, then scan again</source>
      <translation>Enciéndalo, revise su cable o red y escanee otra vez</translation>
    </message>
    <message>
      <source>Switch it on, or add it by its address under Scanners</source>
      <translation>Enciéndalo, o añádalo por su dirección en Escáneres</translation>
    </message>
    <message>
      <source>Take it back and send it again under another name</source>
      <translation>Recupérela y envíela otra vez con otro nombre</translation>
    </message>
    <message>
      <source>Take it out and put it back in; the scan goes on with it</source>
      <translation>Sáquelo y póngalo otra vez; el escaneo sigue con él</translation>
    </message>
    <message>
      <source>Take some of it out; the scan goes on</source>
      <translation>Saque una parte; el escaneo sigue</translation>
    </message>
    <message>
      <source>Take the other one away first</source>
      <translation>Quite primero la otra</translation>
    </message>
    <message>
      <source>Take the others up when they are there</source>
      <translation>Retome las otras cuando estén aquí</translation>
    </message>
    <message>
      <source>Take the paper out and put it back in straight; the scan goes on with it</source>
      <translation>Saque el papel y póngalo otra vez derecho; el escaneo sigue con él</translation>
    </message>
    <message>
      <source>Take the paper out, straighten it and push it in again; the scan goes on with it</source>
      <translation>Saque el papel, alíselo y empújelo otra vez; el escaneo sigue con él</translation>
    </message>
    <message>
      <source>Tell whoever runs DRX</source>
      <translation>Avise a quien administra DRX</translation>
    </message>
    <message>
      <source>Tell your IT</source>
      <translation>Avise a informática</translation>
    </message>
    <message>
      <source>Tell your IT before anything is deleted: the file must come back</source>
      <translation>Avise a informática antes de borrar nada: el archivo debe volver</translation>
    </message>
    <message>
      <source>Tell your IT before anything is deleted; the disk may be failing</source>
      <translation>Avise a informática antes de borrar nada; el disco puede estar fallando</translation>
    </message>
    <message>
      <source>Tell your IT; nothing was changed or deleted</source>
      <translation>Avise a informática; no se cambió ni borró nada</translation>
    </message>
    <message>
      <source>The API key is empty</source>
      <translation>La clave de API está vacía</translation>
    </message>
    <message>
      <source>The address of DRX was not found</source>
      <translation>No se encontró la dirección de DRX</translation>
    </message>
    <message>
      <source>The address of this picture is not one</source>
      <translation>La dirección de esta imagen no es válida</translation>
    </message>
    <message>
      <source>The answer got lost, and DRX can't list the images of this kind of record</source>
      <translation>La respuesta se perdió, y DRX no puede listar las imágenes de este tipo de ficha</translation>
    </message>
    <message>
      <source>The check-up broke off</source>
      <translation>La comprobación se interrumpió</translation>
    </message>
    <message>
      <source>The connection to DRX was cut</source>
      <translation>La conexión con DRX se cortó</translation>
    </message>
    <message>
      <source>The connection to the scanner broke off</source>
      <translation>La conexión con el escáner se cortó</translation>
    </message>
    <message>
      <source>The disk is full</source>
      <translation>El disco está lleno</translation>
    </message>
    <message>
      <source>The disk may be failing; tell IT</source>
      <translation>El disco puede estar fallando; avise a informática</translation>
    </message>
    <message>
      <source>The disk may be failing; tell your IT</source>
      <translation>El disco puede estar fallando; avise a informática</translation>
    </message>
    <message>
      <source>The disk of this computer is full</source>
      <translation>El disco de este equipo está lleno</translation>
    </message>
    <message>
      <source>The documents of a kind of record must be a list of texts</source>
      <translation>Los documentos de un tipo de ficha deben ser una lista de textos</translation>
    </message>
    <message>
      <source>The feeder is empty</source>
      <translation>El alimentador está vacío</translation>
    </message>
    <message>
      <source>The file is too large to keep</source>
      <translation>El archivo es demasiado grande para guardarse</translation>
    </message>
    <message>
      <source>The files in this ZIP have more than {0} MB</source>
      <translation>Los archivos de este ZIP pasan de {0} MB</translation>
    </message>
    <message>
      <source>The folder holds too many of that name</source>
      <translation>La carpeta tiene demasiados con ese nombre</translation>
    </message>
    <message>
      <source>The hot folder can't be reached</source>
      <translation>No se puede llegar a la carpeta vigilada</translation>
    </message>
    <message>
      <source>The image could not be had just now</source>
      <translation>La imagen no se pudo obtener ahora</translation>
    </message>
    <message>
      <source>The image could not be saved</source>
      <translation>La imagen no se pudo guardar</translation>
    </message>
    <message>
      <source>The journal of who did what can't be written</source>
      <translation>El registro de quién hizo qué no se puede escribir</translation>
    </message>
    <message>
      <source>The key file can't be written there</source>
      <translation>El archivo de clave no se puede escribir ahí</translation>
    </message>
    <message>
      <source>The key file of the outbox can't be read</source>
      <translation>El archivo de clave de la bandeja no se puede leer</translation>
    </message>
    <message>
      <source>The key file of the outbox does not hold {0} bytes</source>
      <translation>El archivo de clave de la bandeja no tiene {0} bytes</translation>
    </message>
    <message>
      <source>The key for the pages on this computer is not usable</source>
      <translation>La clave de las páginas de este equipo no se puede usar</translation>
    </message>
    <message>
      <source>The key of the outbox in the keyring is damaged</source>
      <translation>La clave de la bandeja en el llavero está dañada</translation>
    </message>
    <message>
      <source>The key of the outbox is gone from the keyring</source>
      <translation>La clave de la bandeja ya no está en el llavero</translation>
    </message>
    <message>
      <source>The keyring does not answer</source>
      <translation>El llavero no responde</translation>
    </message>
    <message>
      <source>The keyring of this computer is not a safe one</source>
      <translation>El llavero de este equipo no es seguro</translation>
    </message>
    <message>
      <source>The keyring of this user is locked</source>
      <translation>El llavero de este usuario está bloqueado</translation>
    </message>
    <message>
      <source>The keyring said no</source>
      <translation>El llavero dijo que no</translation>
    </message>
    <message>
      <source>The link to this image does not open</source>
      <translation>El enlace a esta imagen no se abre</translation>
    </message>
    <message>
      <source>The link to this image leads to a web page</source>
      <translation>El enlace a esta imagen lleva a una página web</translation>
    </message>
    <message>
      <source>The list of people was not kept</source>
      <translation>La lista de personas no se guardó</translation>
    </message>
    <message>
      <source>The list of waiting pages can't be read or written</source>
      <translation>La lista de páginas en espera no se puede leer ni escribir</translation>
    </message>
    <message>
      <source>The list of waiting pages is missing, but pages are there</source>
      <translation>Falta la lista de páginas en espera, pero hay páginas</translation>
    </message>
    <message>
      <source>The list of waiting pages lacks the check of its key</source>
      <translation>A la lista de páginas en espera le falta la comprobación de su clave</translation>
    </message>
    <message>
      <source>The list of waiting pages was written by a newer CounterScan</source>
      <translation>La lista de páginas en espera es de un CounterScan más nuevo</translation>
    </message>
    <message>
      <source>The name of the key's header is not one</source>
      <translation>El nombre de la cabecera de la clave no es válido</translation>
    </message>
    <message>
      <source>The network wants a sign-in</source>
      <translation>La red pide iniciar sesión</translation>
    </message>
    <message>
      <source>The page is too large for this store</source>
      <translation>La página es demasiado grande para esta tienda</translation>
    </message>
    <message>
      <source>The pages kept on this computer can't be read or written</source>
      <translation>Las páginas guardadas en este equipo no se pueden leer ni escribir</translation>
    </message>
    <message>
      <source>The pages kept on this computer lack the check of their key</source>
      <translation>A las páginas guardadas en este equipo les falta la comprobación de su clave</translation>
    </message>
    <message>
      <source>The pages kept on this computer were locked with another key</source>
      <translation>Las páginas guardadas en este equipo se cerraron con otra clave</translation>
    </message>
    <message>
      <source>The pages on the desk can't be kept for the case of a crash</source>
      <translation>Las páginas de la mesa no se pueden guardar por si hay un fallo</translation>
    </message>
    <message>
      <source>The picture workshop could not be started</source>
      <translation>El taller de imágenes no se pudo iniciar</translation>
    </message>
    <message>
      <source>The picture's address is not safe</source>
      <translation>La dirección de la imagen no es segura</translation>
    </message>
    <message>
      <source>The picture's address leads in circles</source>
      <translation>La dirección de la imagen da vueltas</translation>
    </message>
    <message>
      <source>The policy of this computer can't be read</source>
      <translation>La directiva de este equipo no se puede leer</translation>
    </message>
    <message>
      <source>The proxy of this network said no</source>
      <translation>El proxy de esta red dijo que no</translation>
    </message>
    <message>
      <source>The scan begins by itself</source>
      <translation>El escaneo empieza solo</translation>
    </message>
    <message>
      <source>The scan was stopped</source>
      <translation>El escaneo se paró</translation>
    </message>
    <message>
      <source>The scanner could not pull the next sheet in</source>
      <translation>El escáner no pudo tomar la próxima hoja</translation>
    </message>
    <message>
      <source>The scanner does not answer</source>
      <translation>El escáner no responde</translation>
    </message>
    <message>
      <source>The scanner does not let this computer scan</source>
      <translation>El escáner no deja escanear a este equipo</translation>
    </message>
    <message>
      <source>The scanner is busy</source>
      <translation>El escáner está ocupado</translation>
    </message>
    <message>
      <source>The scanner is warming up</source>
      <translation>El escáner se está calentando</translation>
    </message>
    <message>
      <source>The scanner refuses these settings</source>
      <translation>El escáner rechaza estos ajustes</translation>
    </message>
    <message>
      <source>The scanner took more than one sheet at once</source>
      <translation>El escáner tomó más de una hoja a la vez</translation>
    </message>
    <message>
      <source>The scanner's cover is open</source>
      <translation>La tapa del escáner está abierta</translation>
    </message>
    <message>
      <source>The scanner's driver broke down</source>
      <translation>El controlador del escáner falló</translation>
    </message>
    <message>
      <source>The scanner's feeder has a problem</source>
      <translation>El alimentador del escáner tiene un problema</translation>
    </message>
    <message>
      <source>The sending of this page was broken off</source>
      <translation>El envío de esta página se interrumpió</translation>
    </message>
    <message>
      <source>The setting {0} {1} makes no sense</source>
      <translation>El ajuste {0} {1} no tiene sentido</translation>
    </message>
    <message>
      <source>The settings could not be saved</source>
      <translation>Los ajustes no se pudieron guardar</translation>
    </message>
    <message>
      <source>The settings could not be written there</source>
      <translation>Los ajustes no se pudieron escribir ahí</translation>
    </message>
    <message>
      <source>The store's address has a colon without a port</source>
      <translation>La dirección de la tienda tiene dos puntos sin puerto</translation>
    </message>
    <message>
      <source>The store's address has a name or password in it</source>
      <translation>La dirección de la tienda lleva un nombre o contraseña</translation>
    </message>
    <message>
      <source>The store's address has more in it than an address</source>
      <translation>La dirección de la tienda lleva más que una dirección</translation>
    </message>
    <message>
      <source>The store's address is not an address</source>
      <translation>La dirección de la tienda no es una dirección</translation>
    </message>
    <message>
      <source>The store's address is not safe: it starts with http</source>
      <translation>La dirección de la tienda no es segura: empieza con http</translation>
    </message>
    <message>
      <source>The {0} of the store's address is not a path like {1}</source>
      <translation>{0} de la dirección de la tienda no es una ruta como {1}</translation>
    </message>
    <message>
      <source>There are more than {0} files in there</source>
      <translation>Hay más de {0} archivos ahí</translation>
    </message>
    <message>
      <source>There are more than {0} files in this ZIP</source>
      <translation>Hay más de {0} archivos en este ZIP</translation>
    </message>
    <message>
      <source>There are no IDs in this text</source>
      <translation>No hay ID en este texto</translation>
    </message>
    <message>
      <source>There are only separator sheets in this file</source>
      <translation>En este archivo solo hay hojas separadoras</translation>
    </message>
    <message>
      <source>There are pages on the desk</source>
      <translation>Hay páginas en la mesa</translation>
    </message>
    <message>
      <source>There are several scanners</source>
      <translation>Hay varios escáneres</translation>
    </message>
    <message>
      <source>There are: {0}</source>
      <translation>Hay: {0}</translation>
    </message>
    <message>
      <source>There can be {0} documents for a kind of record</source>
      <translation>Puede haber {0} documentos por tipo de ficha</translation>
    </message>
    <message>
      <source>There can be {0} people at most</source>
      <translation>Puede haber {0} personas como máximo</translation>
    </message>
    <message>
      <source>There can be {0} profiles</source>
      <translation>Puede haber {0} perfiles</translation>
    </message>
    <message>
      <source>There is no API key for this store</source>
      <translation>No hay clave de API para esta tienda</translation>
    </message>
    <message>
      <source>There is no file in there</source>
      <translation>No hay ningún archivo ahí</translation>
    </message>
    <message>
      <source>There is no file in this ZIP</source>
      <translation>No hay ningún archivo en este ZIP</translation>
    </message>
    <message>
      <source>These pages are being put into the outbox</source>
      <translation>Estas páginas se están poniendo en la bandeja de salida</translation>
    </message>
    <message>
      <source>These pages changed while they were being joined</source>
      <translation>Estas páginas cambiaron mientras se unían</translation>
    </message>
    <message>
      <source>This API key may not do that</source>
      <translation>Esta clave de API no puede hacer eso</translation>
    </message>
    <message>
      <source>This JPEG has finer colours than CounterScan can read</source>
      <translation>Este JPEG tiene colores más finos de los que CounterScan puede leer</translation>
    </message>
    <message>
      <source>This JPEG is made of too many layers</source>
      <translation>Este JPEG tiene demasiadas capas</translation>
    </message>
    <message>
      <source>This PDF has no pages</source>
      <translation>Este PDF no tiene páginas</translation>
    </message>
    <message>
      <source>This PDF is a folder of other files</source>
      <translation>Este PDF es una carpeta de otros archivos</translation>
    </message>
    <message>
      <source>This PDF is a form that only Adobe Reader shows</source>
      <translation>Este PDF es un formulario que solo muestra Adobe Reader</translation>
    </message>
    <message>
      <source>This PDF is damaged</source>
      <translation>Este PDF está dañado</translation>
    </message>
    <message>
      <source>This PDF is locked with a password</source>
      <translation>Este PDF está bloqueado con contraseña</translation>
    </message>
    <message>
      <source>This TIFF is packed in an unusual way</source>
      <translation>Este TIFF está comprimido de un modo inusual</translation>
    </message>
    <message>
      <source>This TIFF stores its colours in an unusual way</source>
      <translation>Este TIFF guarda sus colores de un modo inusual</translation>
    </message>
    <message>
      <source>This ZIP file is damaged</source>
      <translation>Este archivo ZIP está dañado</translation>
    </message>
    <message>
      <source>This ZIP lies in a ZIP inside another</source>
      <translation>Este ZIP está en un ZIP dentro de otro</translation>
    </message>
    <message>
      <source>This barcode is no label of this store</source>
      <translation>Este código no es una etiqueta de esta tienda</translation>
    </message>
    <message>
      <source>This belongs to another patient</source>
      <translation>Esto pertenece a otro paciente</translation>
    </message>
    <message>
      <source>This can't be a PIN</source>
      <translation>Esto no puede ser un PIN</translation>
    </message>
    <message>
      <source>This computer does not trust the certificate of DRX</source>
      <translation>Este equipo no confía en el certificado de DRX</translation>
    </message>
    <message>
      <source>This computer has no keyring to keep keys in</source>
      <translation>Este equipo no tiene llavero para guardar claves</translation>
    </message>
    <message>
      <source>This fax is packed in an unusual way (JBIG)</source>
      <translation>Este fax está comprimido de un modo inusual (JBIG)</translation>
    </message>
    <message>
      <source>This file</source>
      <translation>Este archivo</translation>
    </message>
    <message>
      <source>This file can't be opened</source>
      <translation>Este archivo no se puede abrir</translation>
    </message>
    <message>
      <source>This file could not be checked for viruses</source>
      <translation>No se pudo comprobar si este archivo tiene virus</translation>
    </message>
    <message>
      <source>This file could not be read</source>
      <translation>Este archivo no se pudo leer</translation>
    </message>
    <message>
      <source>This file exists already</source>
      <translation>Este archivo ya existe</translation>
    </message>
    <message>
      <source>This file has more than {0} pages</source>
      <translation>Este archivo tiene más de {0} páginas</translation>
    </message>
    <message>
      <source>This file holds no settings of CounterScan</source>
      <translation>Este archivo no tiene ajustes de CounterScan</translation>
    </message>
    <message>
      <source>This file is damaged inside its ZIP</source>
      <translation>Este archivo está dañado dentro de su ZIP</translation>
    </message>
    <message>
      <source>This file is empty</source>
      <translation>Este archivo está vacío</translation>
    </message>
    <message>
      <source>This file is far larger than a page inside its ZIP</source>
      <translation>Este archivo es mucho mayor que una página dentro de su ZIP</translation>
    </message>
    <message>
      <source>This file is larger than {0} MB</source>
      <translation>Este archivo pasa de {0} MB</translation>
    </message>
    <message>
      <source>This file is locked with a password inside its ZIP</source>
      <translation>Este archivo está bloqueado con contraseña dentro de su ZIP</translation>
    </message>
    <message>
      <source>This file is not safe</source>
      <translation>Este archivo no es seguro</translation>
    </message>
    <message>
      <source>This file is not there</source>
      <translation>Este archivo no está</translation>
    </message>
    <message>
      <source>This file is packed in an unusual way inside its ZIP</source>
      <translation>Este archivo está comprimido de un modo inusual dentro de su ZIP</translation>
    </message>
    <message>
      <source>This file is still being written</source>
      <translation>Este archivo aún se está escribiendo</translation>
    </message>
    <message>
      <source>This file stays incomplete</source>
      <translation>Este archivo sigue incompleto</translation>
    </message>
    <message>
      <source>This file was changed after it was taken</source>
      <translation>Este archivo cambió después de tomarse</translation>
    </message>
    <message>
      <source>This file was taken, but can't be moved away</source>
      <translation>Este archivo se tomó, pero no se puede apartar</translation>
    </message>
    <message>
      <source>This folder can't be opened</source>
      <translation>Esta carpeta no se puede abrir</translation>
    </message>
    <message>
      <source>This image</source>
      <translation>Esta imagen</translation>
    </message>
    <message>
      <source>This image can't be shown here</source>
      <translation>Esta imagen no se puede mostrar aquí</translation>
    </message>
    <message>
      <source>This image is larger than 64 MB</source>
      <translation>Esta imagen pasa de 64 MB</translation>
    </message>
    <message>
      <source>This image takes too long to come</source>
      <translation>Esta imagen tarda demasiado en llegar</translation>
    </message>
    <message>
      <source>This is a DICOM picture</source>
      <translation>Esto es una imagen DICOM</translation>
    </message>
    <message>
      <source>This is a DjVu document</source>
      <translation>Esto es un documento DjVu</translation>
    </message>
    <message>
      <source>This is a JPEG XL picture</source>
      <translation>Esto es una imagen JPEG XL</translation>
    </message>
    <message>
      <source>This is a JPEG XR picture</source>
      <translation>Esto es una imagen JPEG XR</translation>
    </message>
    <message>
      <source>This is a Photoshop picture</source>
      <translation>Esto es una imagen de Photoshop</translation>
    </message>
    <message>
      <source>This is a PostScript file</source>
      <translation>Esto es un archivo PostScript</translation>
    </message>
    <message>
      <source>This is a Windows drawing</source>
      <translation>Esto es un dibujo de Windows</translation>
    </message>
    <message>
      <source>This is a Word document</source>
      <translation>Esto es un documento de Word</translation>
    </message>
    <message>
      <source>This is a ZIP file</source>
      <translation>Esto es un archivo ZIP</translation>
    </message>
    <message>
      <source>This is a link</source>
      <translation>Esto es un enlace</translation>
    </message>
    <message>
      <source>This is a moving picture</source>
      <translation>Esto es una imagen en movimiento</translation>
    </message>
    <message>
      <source>This is a program</source>
      <translation>Esto es un programa</translation>
    </message>
    <message>
      <source>This is a shortcut</source>
      <translation>Esto es un acceso directo</translation>
    </message>
    <message>
      <source>This is a text document</source>
      <translation>Esto es un documento de texto</translation>
    </message>
    <message>
      <source>This is a text file</source>
      <translation>Esto es un archivo de texto</translation>
    </message>
    <message>
      <source>This is a video</source>
      <translation>Esto es un video</translation>
    </message>
    <message>
      <source>This is a web page or a drawing</source>
      <translation>Esto es una página web o un dibujo</translation>
    </message>
    <message>
      <source>This is an Office document</source>
      <translation>Esto es un documento de Office</translation>
    </message>
    <message>
      <source>This is an archive</source>
      <translation>Esto es un archivo comprimido</translation>
    </message>
    <message>
      <source>This is an icon</source>
      <translation>Esto es un icono</translation>
    </message>
    <message>
      <source>This is not a picture that CounterScan knows</source>
      <translation>Esto no es una imagen que CounterScan conozca</translation>
    </message>
    <message>
      <source>This is not an API key</source>
      <translation>Esto no es una clave de API</translation>
    </message>
    <message>
      <source>This key is too long for the keyring</source>
      <translation>Esta clave es demasiado larga para el llavero</translation>
    </message>
    <message>
      <source>This list can't be read</source>
      <translation>Esta lista no se puede leer</translation>
    </message>
    <message>
      <source>This page came incomplete from the scanner</source>
      <translation>Esta página llegó incompleta del escáner</translation>
    </message>
    <message>
      <source>This page can't be brought back</source>
      <translation>Esta página no se puede recuperar</translation>
    </message>
    <message>
      <source>This page can't be brought within DRX's limits</source>
      <translation>Esta página no se puede ajustar a los límites de DRX</translation>
    </message>
    <message>
      <source>This page changed while it was being queued</source>
      <translation>Esta página cambió mientras se ponía en cola</translation>
    </message>
    <message>
      <source>This page could not be worked on</source>
      <translation>No se pudo trabajar en esta página</translation>
    </message>
    <message>
      <source>This page has moved on in the meantime</source>
      <translation>Esta página avanzó mientras tanto</translation>
    </message>
    <message>
      <source>This page is in the outbox already</source>
      <translation>Esta página ya está en la bandeja</translation>
    </message>
    <message>
      <source>This page is no longer in the outbox</source>
      <translation>Esta página ya no está en la bandeja</translation>
    </message>
    <message>
      <source>This page is not in the file</source>
      <translation>Esta página no está en el archivo</translation>
    </message>
    <message>
      <source>This page is on its way at this moment</source>
      <translation>Esta página va en camino en este momento</translation>
    </message>
    <message>
      <source>This page is still being made ready</source>
      <translation>Esta página aún se está preparando</translation>
    </message>
    <message>
      <source>This page took more memory than it may</source>
      <translation>Esta página usó más memoria de la permitida</translation>
    </message>
    <message>
      <source>This page took too long</source>
      <translation>Esta página tardó demasiado</translation>
    </message>
    <message>
      <source>This page was sent several times, and DRX never listed it</source>
      <translation>Esta página se envió varias veces, y DRX nunca la listó</translation>
    </message>
    <message>
      <source>This password is not right</source>
      <translation>Esta contraseña no es correcta</translation>
    </message>
    <message>
      <source>This picture</source>
      <translation>Esta imagen</translation>
    </message>
    <message>
      <source>This picture has more than {0} megapixels</source>
      <translation>Esta imagen pasa de {0} megapíxeles</translation>
    </message>
    <message>
      <source>This picture is damaged</source>
      <translation>Esta imagen está dañada</translation>
    </message>
    <message>
      <source>This picture is empty</source>
      <translation>Esta imagen está vacía</translation>
    </message>
    <message>
      <source>This picture takes more memory than there is</source>
      <translation>Esta imagen usa más memoria de la que hay</translation>
    </message>
    <message>
      <source>This scanner can't do that</source>
      <translation>Este escáner no puede hacer eso</translation>
    </message>
    <message>
      <source>This scanner is not the one it was</source>
      <translation>Este escáner no es el que era</translation>
    </message>
    <message>
      <source>This scanner is not there any more</source>
      <translation>Este escáner ya no está</translation>
    </message>
    <message>
      <source>This setting is locked on this computer</source>
      <translation>Este ajuste está bloqueado en este equipo</translation>
    </message>
    <message>
      <source>This store can't look labels up</source>
      <translation>Esta tienda no puede buscar etiquetas</translation>
    </message>
    <message>
      <source>This store has no look-up</source>
      <translation>Esta tienda no tiene búsqueda</translation>
    </message>
    <message>
      <source>This store has no look-up, or its key may not use it</source>
      <translation>Esta tienda no tiene búsqueda, o su clave no puede usarla</translation>
    </message>
    <message>
      <source>Too many stacks wait already</source>
      <translation>Ya esperan demasiados montones</translation>
    </message>
    <message>
      <source>Too much paper lies in the feeder</source>
      <translation>Hay demasiado papel en el alimentador</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>Pruebe de nuevo</translation>
    </message>
    <message>
      <source>Try again in a minute; if it stays so, tell your IT that the virus scanner does not answer</source>
      <translation>Pruebe de nuevo en un minuto; si sigue así, avise a informática de que el antivirus no responde</translation>
    </message>
    <message>
      <source>Try again, or look at it in DRX</source>
      <translation>Pruebe de nuevo o mírela en DRX</translation>
    </message>
    <message>
      <source>Try it again</source>
      <translation>Pruébelo otra vez</translation>
    </message>
    <message>
      <source>Type it again; capitals count</source>
      <translation>Escríbala otra vez; las mayúsculas cuentan</translation>
    </message>
    <message>
      <source>Type its password to open it</source>
      <translation>Escriba su contraseña para abrirlo</translation>
    </message>
    <message>
      <source>Type or scan the ID of the record</source>
      <translation>Escriba o escanee el ID de la ficha</translation>
    </message>
    <message>
      <source>Type the ID of the record</source>
      <translation>Escriba el ID de la ficha</translation>
    </message>
    <message>
      <source>Unlock it or sign in again, then try again</source>
      <translation>Desbloquéelo o inicie sesión otra vez y pruebe de nuevo</translation>
    </message>
    <message>
      <source>Unlock it, then try again</source>
      <translation>Desbloquéelo y pruebe de nuevo</translation>
    </message>
    <message>
      <source>Upload it again</source>
      <translation>Súbala otra vez</translation>
    </message>
    <message>
      <source>Upload or remove them before you change the store</source>
      <translation>Súbalas o quítelas antes de cambiar de tienda</translation>
    </message>
    <message>
      <source>Upload some of them first, then scan the label again</source>
      <translation>Suba primero algunos y escanee otra vez la etiqueta</translation>
    </message>
    <message>
      <source>Upload them before you close the window</source>
      <translation>Súbalas antes de cerrar la ventana</translation>
    </message>
    <message>
      <source>Use a CSV or text file of IDs that is smaller than 1 MB</source>
      <translation>Use un archivo CSV o de texto con ID, de menos de 1 MB</translation>
    </message>
    <message>
      <source>Use the address that starts with https</source>
      <translation>Use la dirección que empieza con https</translation>
    </message>
    <message>
      <source>Use the window that is open, or wait until the other command has ended</source>
      <translation>Use la ventana abierta, o espere a que termine la otra orden</translation>
    </message>
    <message>
      <source>Wait until it has arrived, then remove it here</source>
      <translation>Espere a que llegue y quítela aquí</translation>
    </message>
    <message>
      <source>What CounterScan keeps was copied or restored, and DRX can't list the images of this kind of record</source>
      <translation>Lo que guarda CounterScan se copió o restauró, y DRX no puede listar las imágenes de este tipo de ficha</translation>
    </message>
    <message>
      <source>What was under way broke down</source>
      <translation>Lo que estaba en curso falló</translation>
    </message>
    <message>
      <source>What was uploaded is on its way, or arrived: look in the outbox</source>
      <translation>Lo que se subió va en camino, o llegó: mire en la bandeja</translation>
    </message>
  </context>
  <context>
    <name>words</name>
    <message>
      <source>&amp;Nobody in particular</source>
      <translation>&amp;Nadie en particular</translation>
    </message>
    <message>
      <source>&amp;People who scan…</source>
      <translation>&amp;Personas que escanean…</translation>
    </message>
    <message>
      <source>1 day</source>
      <translation>1 día</translation>
    </message>
    <message>
      <source>1 hour</source>
      <translation>1 hora</translation>
    </message>
    <message>
      <source>1 image</source>
      <translation>1 imagen</translation>
    </message>
    <message>
      <source>1 minute</source>
      <translation>1 minuto</translation>
    </message>
    <message>
      <source>1 page</source>
      <translation>1 página</translation>
    </message>
    <message>
      <source>1 page is back on the desk</source>
      <translation>1 página está de vuelta en la mesa</translation>
    </message>
    <message>
      <source>1 page is not sent yet</source>
      <translation>1 página aún no se ha enviado</translation>
    </message>
    <message>
      <source>1 page is safe on this computer</source>
      <translation>1 página está a salvo en este equipo</translation>
    </message>
    <message>
      <source>1 page is safe on this computer and on its way</source>
      <translation>1 página está a salvo en este equipo y en camino</translation>
    </message>
    <message>
      <source>1 page leaves in {count} s</source>
      <translation>1 página sale en {count} s</translation>
    </message>
    <message>
      <source>1 page lies on the desk</source>
      <translation>1 página está en la mesa</translation>
    </message>
    <message>
      <source>1 setting taken over</source>
      <translation>1 ajuste tomado</translation>
    </message>
    <message>
      <source>1 thing wants a look.</source>
      <translation>1 cosa necesita una mirada.</translation>
    </message>
    <message>
      <source>100 % under the pointer</source>
      <translation>100 % bajo el puntero</translation>
    </message>
    <message>
      <source>A page needs you</source>
      <translation>Una página le necesita</translation>
    </message>
    <message>
      <source>About 2 MB</source>
      <translation>Unos 2 MB</translation>
    </message>
    <message>
      <source>About CounterScan</source>
      <translation>Acerca de CounterScan</translation>
    </message>
    <message>
      <source>Add</source>
      <translation>Añadir</translation>
    </message>
    <message>
      <source>Add a person</source>
      <translation>Añadir una persona</translation>
    </message>
    <message>
      <source>Add this person</source>
      <translation>Añadir a esta persona</translation>
    </message>
    <message>
      <source>Address copied</source>
      <translation>Dirección copiada</translation>
    </message>
    <message>
      <source>After a while without a key or a click everything is hidden, so that nobody reads a patient's name in passing. Sending goes on. Ctrl+Shift+L hides everything at once.</source>
      <translation>Tras un rato sin teclas ni clics se oculta todo, para que nadie lea al pasar el nombre de un paciente. El envío continúa. Ctrl+Mayús+L oculta todo al momento.</translation>
    </message>
    <message>
      <source>Ana</source>
      <translation>Ana</translation>
    </message>
    <message>
      <source>Anywhere</source>
      <translation>En todas partes</translation>
    </message>
    <message>
      <source>Apply, leave</source>
      <translation>Aplicar, salir</translation>
    </message>
    <message>
      <source>As good as DRX takes them, or about 2 MB a page for a slow line.</source>
      <translation>Tan buenas como DRX las acepta, o unos 2 MB por página para una línea lenta.</translation>
    </message>
    <message>
      <source>As the system</source>
      <translation>Como el sistema</translation>
    </message>
    <message>
      <source>At the camera</source>
      <translation>En la cámara</translation>
    </message>
    <message>
      <source>Back to the pages that wait</source>
      <translation>Volver a las páginas que esperan</translation>
    </message>
    <message>
      <source>Backspace</source>
      <translation>Retroceso</translation>
    </message>
    <message>
      <source>Best</source>
      <translation>El mejor</translation>
    </message>
    <message>
      <source>Black box: new, larger, remove</source>
      <translation>Recuadro negro: nuevo, mayor, quitar</translation>
    </message>
    <message>
      <source>Born {date}</source>
      <translation>Nac. {date}</translation>
    </message>
    <message>
      <source>Bring pages</source>
      <translation>Traiga páginas</translation>
    </message>
    <message>
      <source>Built with Qt (PySide6), Pillow, PyMuPDF and httpx.</source>
      <translation>Hecho con Qt (PySide6), Pillow, PyMuPDF y httpx.</translation>
    </message>
    <message>
      <source>Camera; once more goes back to the pages</source>
      <translation>Cámara; otra vez vuelve a las páginas</translation>
    </message>
    <message>
      <source>Change PIN</source>
      <translation>Cambiar el PIN</translation>
    </message>
    <message>
      <source>Change keys…</source>
      <translation>Cambiar teclas…</translation>
    </message>
    <message>
      <source>Change store or key…</source>
      <translation>Cambiar tienda o clave…</translation>
    </message>
    <message>
      <source>Change store…</source>
      <translation>Cambiar tienda…</translation>
    </message>
    <message>
      <source>Change your mind</source>
      <translation>Cambie de idea</translation>
    </message>
    <message>
      <source>Check again</source>
      <translation>Comprobar de nuevo</translation>
    </message>
    <message>
      <source>Check files for viruses</source>
      <translation>Buscar virus en los archivos</translation>
    </message>
    <message>
      <source>Check this computer…</source>
      <translation>Comprobar este equipo…</translation>
    </message>
    <message>
      <source>Clean up</source>
      <translation>Limpiar</translation>
    </message>
    <message>
      <source>Clear the field</source>
      <translation>Vaciar el campo</translation>
    </message>
    <message>
      <source>Close CounterScan?</source>
      <translation>¿Cerrar CounterScan?</translation>
    </message>
    <message>
      <source>Close now</source>
      <translation>Cerrar ahora</translation>
    </message>
    <message>
      <source>Compare with DRX's own images</source>
      <translation>Comparar con las imágenes de DRX</translation>
    </message>
    <message>
      <source>Compare with what DRX will get</source>
      <translation>Comparar con lo que recibirá DRX</translation>
    </message>
    <message>
      <source>Compound batch</source>
      <translation>Lote de preparado</translation>
    </message>
    <message>
      <source>Compound batches</source>
      <translation>Lotes de preparado</translation>
    </message>
    <message>
      <source>Compound batches can't be searched. Type the batch's ID.</source>
      <translation>Los lotes de preparado no se pueden buscar. Escriba el ID del lote.</translation>
    </message>
    <message>
      <source>Copy the address</source>
      <translation>Copiar la dirección</translation>
    </message>
    <message>
      <source>Copy the report</source>
      <translation>Copiar el informe</translation>
    </message>
    <message>
      <source>CounterScan {version}</source>
      <translation>CounterScan {version}</translation>
    </message>
    <message>
      <source>CounterScan {version} is there</source>
      <translation>Ya está CounterScan {version}</translation>
    </message>
    <message>
      <source>CounterScan: {pages} on the way</source>
      <translation>CounterScan: {pages} en camino</translation>
    </message>
    <message>
      <source>Crop to the paper; turn the picture</source>
      <translation>Recortar al papel; girar la foto</translation>
    </message>
    <message>
      <source>Crop, lay flat, black out</source>
      <translation>Recortar, aplanar, tachar</translation>
    </message>
    <message>
      <source>Ctrl+2 shows the gallery; Space looks at an image large.</source>
      <translation>Ctrl+2 muestra la galería; Espacio mira una imagen en grande.</translation>
    </message>
    <message>
      <source>Ctrl+3 shows the outbox. A page is done when it was read back from DRX.</source>
      <translation>Ctrl+3 muestra la bandeja. Una página está lista cuando se releyó de DRX.</translation>
    </message>
    <message>
      <source>Ctrl+Enter. The button says how many pages go, and to whom.</source>
      <translation>Ctrl+Entrar. El botón dice cuántas páginas van y a quién.</translation>
    </message>
    <message>
      <source>Ctrl+Shift+L hides everything; after a while it happens by itself. Enter shows it again.</source>
      <translation>Ctrl+Mayús+L oculta todo; tras un rato ocurre solo. Entrar lo muestra de nuevo.</translation>
    </message>
    <message>
      <source>DRX user ID</source>
      <translation>ID de usuario de DRX</translation>
    </message>
    <message>
      <source>DRX user ID of a person</source>
      <translation>ID de usuario de DRX de una persona</translation>
    </message>
    <message>
      <source>Dark</source>
      <translation>Oscuro</translation>
    </message>
    <message>
      <source>Del</source>
      <translation>Supr</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>Supr</translation>
    </message>
    <message>
      <source>Deliveries</source>
      <translation>Entregas</translation>
    </message>
    <message>
      <source>Delivery</source>
      <translation>Entrega</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>Listo</translation>
    </message>
    <message>
      <source>End</source>
      <translation>Fin</translation>
    </message>
    <message>
      <source>Enter</source>
      <translation>Entrar</translation>
    </message>
    <message>
      <source>Enter a new key…</source>
      <translation>Escribir una clave nueva…</translation>
    </message>
    <message>
      <source>Everybody who scans</source>
      <translation>Todos los que escanean</translation>
    </message>
    <message>
      <source>Everything works.</source>
      <translation>Todo funciona.</translation>
    </message>
    <message>
      <source>Export the settings</source>
      <translation>Exportar los ajustes</translation>
    </message>
    <message>
      <source>Export…</source>
      <translation>Exportar…</translation>
    </message>
    <message>
      <source>F2 scans what lies in the practice scanner; files can be dropped anywhere.</source>
      <translation>F2 escanea lo que hay en el escáner de práctica; los archivos se pueden soltar en cualquier parte.</translation>
    </message>
    <message>
      <source>Files in this folder come to the desk by themselves</source>
      <translation>Los archivos de esta carpeta vienen solos a la mesa</translation>
    </message>
    <message>
      <source>Filter; as a list</source>
      <translation>Filtrar; como lista</translation>
    </message>
    <message>
      <source>Find who it is for</source>
      <translation>Buscar para quién es</translation>
    </message>
    <message>
      <source>For ten seconds Ctrl+Backspace takes them back. Then upload them all the same.</source>
      <translation>Durante diez segundos Ctrl+Retroceso las recupera. Luego súbalas de todos modos.</translation>
    </message>
    <message>
      <source>Free software under the GNU Affero General Public License, version 3 or later. It comes without warranty.</source>
      <translation>Software libre bajo la Licencia Pública General Affero de GNU, versión 3 o posterior. Se ofrece sin garantía.</translation>
    </message>
    <message>
      <source>Gallery</source>
      <translation>Galería</translation>
    </message>
    <message>
      <source>Give the selected pages to a suggested record, to the first</source>
      <translation>Dar las páginas seleccionadas a una ficha sugerida, a la primera</translation>
    </message>
    <message>
      <source>Give the selected pages to another record</source>
      <translation>Dar las páginas seleccionadas a otro registro</translation>
    </message>
    <message>
      <source>Given by the environment of the program</source>
      <translation>Fijado por el entorno del programa</translation>
    </message>
    <message>
      <source>Hide everything after</source>
      <translation>Ocultar todo tras</translation>
    </message>
    <message>
      <source>Hide everything at once</source>
      <translation>Ocultar todo al momento</translation>
    </message>
    <message>
      <source>Hide everything now (Ctrl+Shift+L)</source>
      <translation>Ocultar todo ahora (Ctrl+Mayús+L)</translation>
    </message>
    <message>
      <source>High contrast</source>
      <translation>Alto contraste</translation>
    </message>
    <message>
      <source>Holds from the next start on.</source>
      <translation>Vale desde el próximo inicio.</translation>
    </message>
    <message>
      <source>Home</source>
      <translation>Inicio</translation>
    </message>
    <message>
      <source>Images are linked to the DRX user who scanned them, and the journal names them. Change who is here with Ctrl+U.</source>
      <translation>Las imágenes se vinculan al usuario de DRX que las escaneó, y el registro lo nombra. Cambie quién está aquí con Ctrl+U.</translation>
    </message>
    <message>
      <source>Import settings</source>
      <translation>Importar ajustes</translation>
    </message>
    <message>
      <source>Import…</source>
      <translation>Importar…</translation>
    </message>
    <message>
      <source>In a tool</source>
      <translation>En una herramienta</translation>
    </message>
    <message>
      <source>In the crop: choose an edge, move the whole</source>
      <translation>En el recorte: elegir un borde, mover el conjunto</translation>
    </message>
    <message>
      <source>In the search field</source>
      <translation>En el campo de búsqueda</translation>
    </message>
    <message>
      <source>It goes when DRX can be reached</source>
      <translation>Sale cuando se pueda llegar a DRX</translation>
    </message>
    <message>
      <source>It goes when sending goes on</source>
      <translation>Sale cuando siga el envío</translation>
    </message>
    <message>
      <source>It goes when there is an API key that DRX takes</source>
      <translation>Sale cuando haya una clave de API que DRX acepte</translation>
    </message>
    <message>
      <source>Item</source>
      <translation>Artículo</translation>
    </message>
    <message>
      <source>Items</source>
      <translation>Artículos</translation>
    </message>
    <message>
      <source>Items can't be searched. Type the item's ID.</source>
      <translation>Los artículos no se pueden buscar. Escriba el ID del artículo.</translation>
    </message>
    <message>
      <source>Join the selected pages on one</source>
      <translation>Unir las páginas seleccionadas en una</translation>
    </message>
    <message>
      <source>Keep delivered pages</source>
      <translation>Conservar páginas entregadas</translation>
    </message>
    <message>
      <source>Key: {act}</source>
      <translation>Tecla: {act}</translation>
    </message>
    <message>
      <source>Keyboard map</source>
      <translation>Mapa del teclado</translation>
    </message>
    <message>
      <source>Keyboard map (F1)</source>
      <translation>Mapa del teclado (F1)</translation>
    </message>
    <message>
      <source>Keys</source>
      <translation>Teclas</translation>
    </message>
    <message>
      <source>Keys and sounds</source>
      <translation>Teclas y sonidos</translation>
    </message>
    <message>
      <source>Language</source>
      <translation>Idioma</translation>
    </message>
    <message>
      <source>Learn by doing</source>
      <translation>Aprender haciendo</translation>
    </message>
    <message>
      <source>Leave out; Enter puts back</source>
      <translation>Descartar; Entrar devuelve</translation>
    </message>
    <message>
      <source>Left out: {names}</source>
      <translation>Omitidos: {names}</translation>
    </message>
    <message>
      <source>Lessons done</source>
      <translation>Lecciones hechas</translation>
    </message>
    <message>
      <source>Light</source>
      <translation>Claro</translation>
    </message>
    <message>
      <source>Light, dark or high contrast; as the system follows it when it changes.</source>
      <translation>Claro, oscuro o de alto contraste; como el sistema lo sigue cuando cambia.</translation>
    </message>
    <message>
      <source>Locked by {name}</source>
      <translation>Bloqueado por {name}</translation>
    </message>
    <message>
      <source>Locked for this computer</source>
      <translation>Bloqueado para este equipo</translation>
    </message>
    <message>
      <source>Look and language</source>
      <translation>Aspecto e idioma</translation>
    </message>
    <message>
      <source>Look at it large</source>
      <translation>Mirarla en grande</translation>
    </message>
    <message>
      <source>Look at it large; Esc goes back</source>
      <translation>Mirarla en grande; Esc vuelve</translation>
    </message>
    <message>
      <source>Look for scanners at the start</source>
      <translation>Buscar escáneres al inicio</translation>
    </message>
    <message>
      <source>Looked at large: it may leave as it is</source>
      <translation>Mirada en grande: puede salir tal cual</translation>
    </message>
    <message>
      <source>Looking at this computer…</source>
      <translation>Comprobando este equipo…</translation>
    </message>
    <message>
      <source>Magnifier, compare, turn, details</source>
      <translation>Lupa, comparar, girar, detalles</translation>
    </message>
    <message>
      <source>Mark what could not be checked</source>
      <translation>Marcar lo que no se pudo comprobar</translation>
    </message>
    <message>
      <source>Mend what is remarked, or say that it is right</source>
      <translation>Arreglar lo señalado, o decir que está bien</translation>
    </message>
    <message>
      <source>Move the edge, corner, box or angle; Shift by 10</source>
      <translation>Mover borde, esquina, recuadro o ángulo; Mayús de 10 en 10</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Nombre</translation>
    </message>
    <message>
      <source>Name of a person</source>
      <translation>Nombre de una persona</translation>
    </message>
    <message>
      <source>New PIN</source>
      <translation>PIN nuevo</translation>
    </message>
    <message>
      <source>Newer versions</source>
      <translation>Versiones nuevas</translation>
    </message>
    <message>
      <source>Next of colour, grey, black and white; all colours</source>
      <translation>El siguiente de color, gris, blanco y negro; todos los colores</translation>
    </message>
    <message>
      <source>Next open one on the worklist</source>
      <translation>Siguiente abierta de la lista de trabajo</translation>
    </message>
    <message>
      <source>Next panel</source>
      <translation>Panel siguiente</translation>
    </message>
    <message>
      <source>No deliveries today.</source>
      <translation>No hay entregas hoy.</translation>
    </message>
    <message>
      <source>No delivery like that. Check the number, or type an ID.</source>
      <translation>No hay ninguna entrega así. Revise el número o escriba un ID.</translation>
    </message>
    <message>
      <source>No patient by that name. Check the spelling, or type an ID.</source>
      <translation>No hay pacientes con ese nombre. Revise cómo se escribe o escriba un ID.</translation>
    </message>
    <message>
      <source>No prescription like that. Check the number, or type an ID.</source>
      <translation>No hay ninguna receta así. Revise el número o escriba un ID.</translation>
    </message>
    <message>
      <source>No prescriptions. Type the ID of one.</source>
      <translation>No hay recetas. Escriba el ID de una.</translation>
    </message>
    <message>
      <source>No sale like that. Check the number, or type an ID.</source>
      <translation>No hay ninguna venta así. Revise el número o escriba un ID.</translation>
    </message>
    <message>
      <source>No sales today.</source>
      <translation>No hay ventas hoy.</translation>
    </message>
    <message>
      <source>No setting like that</source>
      <translation>No hay ningún ajuste así</translation>
    </message>
    <message>
      <source>Nobody in particular</source>
      <translation>Nadie en particular</translation>
    </message>
    <message>
      <source>Not at all</source>
      <translation>Nunca</translation>
    </message>
    <message>
      <source>Nothing by that name. Check the spelling, or type an ID.</source>
      <translation>No hay nada con ese nombre. Revise cómo se escribe o escriba un ID.</translation>
    </message>
    <message>
      <source>Off</source>
      <translation>No</translation>
    </message>
    <message>
      <source>On</source>
      <translation>Sí</translation>
    </message>
    <message>
      <source>Once a day the address is asked that your IT has set. Nothing about this computer is sent, and nothing is installed.</source>
      <translation>Una vez al día se pregunta a la dirección que puso su departamento de TI. No se envía nada de este equipo ni se instala nada.</translation>
    </message>
    <message>
      <source>One for a record that was picked, one for pages that arrived, one for what needs you.</source>
      <translation>Uno por la ficha elegida, uno por las páginas que llegaron, uno por lo que le necesita.</translation>
    </message>
    <message>
      <source>Open CounterScan</source>
      <translation>Abrir CounterScan</translation>
    </message>
    <message>
      <source>Open files, a folder</source>
      <translation>Abrir archivos, una carpeta</translation>
    </message>
    <message>
      <source>Our mistake: {title}</source>
      <translation>Error nuestro: {title}</translation>
    </message>
    <message>
      <source>PIN</source>
      <translation>PIN</translation>
    </message>
    <message>
      <source>Page</source>
      <translation>Pág</translation>
    </message>
    <message>
      <source>Pages</source>
      <translation>Páginas</translation>
    </message>
    <message>
      <source>Pages and sending</source>
      <translation>Páginas y envío</translation>
    </message>
    <message>
      <source>Pages of one image</source>
      <translation>Páginas de una imagen</translation>
    </message>
    <message>
      <source>Pages without a label follow</source>
      <translation>Las páginas sin etiqueta siguen</translation>
    </message>
    <message>
      <source>Paste pages</source>
      <translation>Pegar páginas</translation>
    </message>
    <message>
      <source>Patient</source>
      <translation>Paciente</translation>
    </message>
    <message>
      <source>Patients</source>
      <translation>Pacientes</translation>
    </message>
    <message>
      <source>Pause sending; go on</source>
      <translation>Pausar el envío; seguir</translation>
    </message>
    <message>
      <source>People who scan</source>
      <translation>Personas que escanean</translation>
    </message>
    <message>
      <source>People who scan…</source>
      <translation>Personas que escanean…</translation>
    </message>
    <message>
      <source>Pick it</source>
      <translation>Elegirla</translation>
    </message>
    <message>
      <source>Prescription</source>
      <translation>Receta</translation>
    </message>
    <message>
      <source>Prescriptions</source>
      <translation>Recetas</translation>
    </message>
    <message>
      <source>Press 1 for a hard copy, 2 for an insurance card, 3 for an ID.</source>
      <translation>Pulse 1 para una receta en papel, 2 para una tarjeta del seguro, 3 para un ID.</translation>
    </message>
    <message>
      <source>Press the new key in its field. Keys with Ctrl and the F keys work anywhere, letters on the pages.</source>
      <translation>Pulse la tecla nueva en su campo. Las teclas con Ctrl y las F valen en todas partes, las letras en las páginas.</translation>
    </message>
    <message>
      <source>Privacy</source>
      <translation>Privacidad</translation>
    </message>
    <message>
      <source>Privacy and safety</source>
      <translation>Privacidad y seguridad</translation>
    </message>
    <message>
      <source>Privacy…</source>
      <translation>Privacidad…</translation>
    </message>
    <message>
      <source>Profiles…</source>
      <translation>Perfiles…</translation>
    </message>
    <message>
      <source>Push the image or the magnifier</source>
      <translation>Mover la imagen o la lupa</translation>
    </message>
    <message>
      <source>Put a page right</source>
      <translation>Arregle una página</translation>
    </message>
    <message>
      <source>Put back</source>
      <translation>Devolver</translation>
    </message>
    <message>
      <source>R turns it, C crops it, S straightens it. Ctrl+Z undoes.</source>
      <translation>R la gira, C la recorta, S la endereza. Ctrl+Z deshace.</translation>
    </message>
    <message>
      <source>R turns the page, C crops it, a digit says what it is. Off: only with Ctrl, or by button.</source>
      <translation>R gira la página, C la recorta, una cifra dice qué es. No: solo con Ctrl, o con botones.</translation>
    </message>
    <message>
      <source>Read again, merge groups</source>
      <translation>Leer otra vez, unir grupos</translation>
    </message>
    <message>
      <source>Refresh the gallery</source>
      <translation>Actualizar la galería</translation>
    </message>
    <message>
      <source>Refuse what could not be checked</source>
      <translation>Rechazar lo que no se pudo comprobar</translation>
    </message>
    <message>
      <source>Remember recent records</source>
      <translation>Recordar fichas recientes</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>Quitar</translation>
    </message>
    <message>
      <source>Remove the PIN</source>
      <translation>Quitar el PIN</translation>
    </message>
    <message>
      <source>Remove {name}</source>
      <translation>Quitar a {name}</translation>
    </message>
    <message>
      <source>Report copied</source>
      <translation>Informe copiado</translation>
    </message>
    <message>
      <source>Rotate right, left</source>
      <translation>Girar a la derecha, a la izquierda</translation>
    </message>
    <message>
      <source>Safe on this computer</source>
      <translation>A salvo en este equipo</translation>
    </message>
    <message>
      <source>Sale</source>
      <translation>Venta</translation>
    </message>
    <message>
      <source>Sale {id}</source>
      <translation>Venta {id}</translation>
    </message>
    <message>
      <source>Sales</source>
      <translation>Ventas</translation>
    </message>
    <message>
      <source>Save, print, copy as a picture</source>
      <translation>Guardar, imprimir, copiar como imagen</translation>
    </message>
    <message>
      <source>Saved as {name}. Neither the API key nor the PIN is in it.</source>
      <translation>Guardado como {name}. No contiene ni la clave de API ni el PIN.</translation>
    </message>
    <message>
      <source>Say what it is</source>
      <translation>Diga qué es</translation>
    </message>
    <message>
      <source>Say who it is for</source>
      <translation>Diga para quién es</translation>
    </message>
    <message>
      <source>Scan &amp; upload, Gallery, Outbox</source>
      <translation>Escanear y subir, Galería, Bandeja</translation>
    </message>
    <message>
      <source>Scan by a profile</source>
      <translation>Escanear según un perfil</translation>
    </message>
    <message>
      <source>Scan once more, then Ctrl+L: the labels on the pages say whose they are.</source>
      <translation>Escanee otra vez, luego Ctrl+L: las etiquetas de las páginas dicen de quién son.</translation>
    </message>
    <message>
      <source>Scan with the last settings; choose how</source>
      <translation>Escanear con los últimos ajustes; elegir cómo</translation>
    </message>
    <message>
      <source>Scan, fit and upload pages to the DRX pharmacy system, and see what DRX already has.</source>
      <translation>Escanear, ajustar y subir páginas al sistema de farmacia DRX, y ver lo que DRX ya tiene.</translation>
    </message>
    <message>
      <source>Scanners</source>
      <translation>Escáneres</translation>
    </message>
    <message>
      <source>Scanners… (Shift+F2)</source>
      <translation>Escáneres… (Mayús+F2)</translation>
    </message>
    <message>
      <source>Search the settings</source>
      <translation>Buscar en los ajustes</translation>
    </message>
    <message>
      <source>Searching…</source>
      <translation>Buscando…</translation>
    </message>
    <message>
      <source>See them arrive</source>
      <translation>Véalas llegar</translation>
    </message>
    <message>
      <source>See what DRX has</source>
      <translation>Vea lo que DRX tiene</translation>
    </message>
    <message>
      <source>Send, then close</source>
      <translation>Enviar y luego cerrar</translation>
    </message>
    <message>
      <source>Separator sheet</source>
      <translation>Hoja separadora</translation>
    </message>
    <message>
      <source>Separator sheet: put it before the pages of this record. It is not sent.</source>
      <translation>Hoja separadora: póngala antes de las páginas de esta ficha. No se envía.</translation>
    </message>
    <message>
      <source>Set PIN</source>
      <translation>Poner PIN</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>Ajustes</translation>
    </message>
    <message>
      <source>Settings of CounterScan (*.json)</source>
      <translation>Ajustes de CounterScan (*.json)</translation>
    </message>
    <message>
      <source>Settings… (Ctrl+,)</source>
      <translation>Ajustes… (Ctrl+,)</translation>
    </message>
    <message>
      <source>Shift</source>
      <translation>Mayús</translation>
    </message>
    <message>
      <source>Short sounds</source>
      <translation>Sonidos cortos</translation>
    </message>
    <message>
      <source>Show all keys</source>
      <translation>Mostrar todas las teclas</translation>
    </message>
    <message>
      <source>Single letters as keys</source>
      <translation>Letras sueltas como teclas</translation>
    </message>
    <message>
      <source>Size of pages</source>
      <translation>Tamaño de las páginas</translation>
    </message>
    <message>
      <source>So long an upload waits before it leaves, and can come back to the desk.</source>
      <translation>Cuánto espera lo subido antes de salir y puede volver a la mesa.</translation>
    </message>
    <message>
      <source>So long records and a worklist are remembered on this computer.</source>
      <translation>Cuánto se recuerdan las fichas y una lista de trabajo en este equipo.</translation>
    </message>
    <message>
      <source>So long they stay in the outbox, encrypted. Unsent pages are never dropped.</source>
      <translation>Cuánto quedan en la bandeja, cifradas. Las no enviadas no se descartan nunca.</translation>
    </message>
    <message>
      <source>Sort a batch</source>
      <translation>Clasifique un lote</translation>
    </message>
    <message>
      <source>Sort by label; back to the pages</source>
      <translation>Clasificar por etiqueta; volver a las páginas</translation>
    </message>
    <message>
      <source>Sorting a batch</source>
      <translation>Al clasificar un lote</translation>
    </message>
    <message>
      <source>Space</source>
      <translation>Espacio</translation>
    </message>
    <message>
      <source>Stay</source>
      <translation>Quedarse</translation>
    </message>
    <message>
      <source>Stop the scan, or say that it was the last sheet</source>
      <translation>Parar el escaneo, o decir que fue la última hoja</translation>
    </message>
    <message>
      <source>Stop watching {folder}</source>
      <translation>Dejar de vigilar {folder}</translation>
    </message>
    <message>
      <source>Straighten by itself, by hand</source>
      <translation>Enderezar automáticamente, a mano</translation>
    </message>
    <message>
      <source>Take a picture as soon as it lies still</source>
      <translation>Tomar una foto en cuanto esté quieta</translation>
    </message>
    <message>
      <source>Take back</source>
      <translation>Recuperar</translation>
    </message>
    <message>
      <source>Take back what was just uploaded</source>
      <translation>Recuperar lo que se acaba de subir</translation>
    </message>
    <message>
      <source>Take the last one again, in its place</source>
      <translation>Repetir la última, en su lugar</translation>
    </message>
    <message>
      <source>Tell of newer versions</source>
      <translation>Avisar de versiones nuevas</translation>
    </message>
    <message>
      <source>That is the whole job. The real store works the same.</source>
      <translation>Ese es todo el trabajo. La tienda real funciona igual.</translation>
    </message>
    <message>
      <source>The PIN is removed</source>
      <translation>El PIN está quitado</translation>
    </message>
    <message>
      <source>The PIN is set</source>
      <translation>El PIN está puesto</translation>
    </message>
    <message>
      <source>The language changes with the next start</source>
      <translation>El idioma cambia con el próximo inicio</translation>
    </message>
    <message>
      <source>The network is asked once, as long as no scanner is known here.</source>
      <translation>Se pregunta una vez a la red, mientras no se conozca ningún escáner.</translation>
    </message>
    <message>
      <source>The newest images of the record are fetched, to see whether a page is there already.</source>
      <translation>Se traen las imágenes más nuevas de la ficha, para ver si una página ya está.</translation>
    </message>
    <message>
      <source>The next corner or black box</source>
      <translation>La siguiente esquina o recuadro negro</translation>
    </message>
    <message>
      <source>The next record is one more for the selected pages</source>
      <translation>La próxima ficha es una más para las páginas seleccionadas</translation>
    </message>
    <message>
      <source>The patient's prescriptions</source>
      <translation>Las recetas del paciente</translation>
    </message>
    <message>
      <source>The typeface Inter is given under the SIL Open Font License 1.1, the Tabler icons under the MIT licence.</source>
      <translation>La tipografía Inter se ofrece bajo la SIL Open Font License 1.1, los iconos Tabler bajo la licencia MIT.</translation>
    </message>
    <message>
      <source>The usual key again: {act}</source>
      <translation>Otra vez la tecla habitual: {act}</translation>
    </message>
    <message>
      <source>The virus scanner of this computer looks at each file before it is opened.</source>
      <translation>El antivirus de este equipo mira cada archivo antes de abrirlo.</translation>
    </message>
    <message>
      <source>The whole job on made-up patients. Each line is ticked off when it was done.</source>
      <translation>Todo el trabajo con pacientes inventados. Cada línea se marca cuando se ha hecho.</translation>
    </message>
    <message>
      <source>The words on the screen. Dates and numbers stay as the system has them.</source>
      <translation>Las palabras de la pantalla. Fechas y números siguen como en el sistema.</translation>
    </message>
    <message>
      <source>Theme</source>
      <translation>Tema</translation>
    </message>
    <message>
      <source>Theme: as the system</source>
      <translation>Tema: como el sistema</translation>
    </message>
    <message>
      <source>Theme: dark</source>
      <translation>Tema: oscuro</translation>
    </message>
    <message>
      <source>Theme: high contrast</source>
      <translation>Tema: alto contraste</translation>
    </message>
    <message>
      <source>Theme: light</source>
      <translation>Tema: claro</translation>
    </message>
    <message>
      <source>They go when DRX can be reached</source>
      <translation>Salen cuando se pueda llegar a DRX</translation>
    </message>
    <message>
      <source>They go when sending goes on</source>
      <translation>Salen cuando siga el envío</translation>
    </message>
    <message>
      <source>They go when there is an API key that DRX takes</source>
      <translation>Salen cuando haya una clave de API que DRX acepte</translation>
    </message>
    <message>
      <source>This PIN is asked for before anything is shown again.</source>
      <translation>Este PIN se pide antes de volver a mostrar nada.</translation>
    </message>
    <message>
      <source>This computer</source>
      <translation>Este equipo</translation>
    </message>
    <message>
      <source>This is {version}. Nothing is installed by itself.</source>
      <translation>Esta es la {version}. Nada se instala por sí solo.</translation>
    </message>
    <message>
      <source>This map</source>
      <translation>Este mapa</translation>
    </message>
    <message>
      <source>This store can't look records up. Type the ID and use it as it is.</source>
      <translation>Esta tienda no puede buscar fichas. Escriba el ID y úselo tal cual.</translation>
    </message>
    <message>
      <source>Time to take back</source>
      <translation>Tiempo para recuperar</translation>
    </message>
    <message>
      <source>Today</source>
      <translation>Hoy</translation>
    </message>
    <message>
      <source>Today {time}</source>
      <translation>Hoy {time}</translation>
    </message>
    <message>
      <source>Try the connection now</source>
      <translation>Probar la conexión ahora</translation>
    </message>
    <message>
      <source>Type alv into the field on the left and press Enter on Alvarez, Maria.</source>
      <translation>Escriba alv en el campo de la izquierda y pulse Entrar en Alvarez, Maria.</translation>
    </message>
    <message>
      <source>Undo, redo</source>
      <translation>Deshacer, rehacer</translation>
    </message>
    <message>
      <source>Upload</source>
      <translation>Subir</translation>
    </message>
    <message>
      <source>Use ID {id} as a compound batch</source>
      <translation>Usar el ID {id} como lote de preparado</translation>
    </message>
    <message>
      <source>Use ID {id} as a delivery</source>
      <translation>Usar el ID {id} como entrega</translation>
    </message>
    <message>
      <source>Use ID {id} as a patient</source>
      <translation>Usar el ID {id} como paciente</translation>
    </message>
    <message>
      <source>Use ID {id} as a prescription</source>
      <translation>Usar el ID {id} como receta</translation>
    </message>
    <message>
      <source>Use ID {id} as a sale</source>
      <translation>Usar el ID {id} como venta</translation>
    </message>
    <message>
      <source>Use ID {id} as a user</source>
      <translation>Usar el ID {id} como usuario</translation>
    </message>
    <message>
      <source>Use ID {id} as an item</source>
      <translation>Usar el ID {id} como artículo</translation>
    </message>
    <message>
      <source>User</source>
      <translation>Usuario</translation>
    </message>
    <message>
      <source>Users</source>
      <translation>Usuarios</translation>
    </message>
    <message>
      <source>Users can't be searched. Type the user's ID.</source>
      <translation>Los usuarios no se pueden buscar. Escriba el ID del usuario.</translation>
    </message>
    <message>
      <source>Walk away</source>
      <translation>Aléjese</translation>
    </message>
    <message>
      <source>Walk the images</source>
      <translation>Recorrer las imágenes</translation>
    </message>
    <message>
      <source>Walk the pages and the groups; with Shift select</source>
      <translation>Recorrer páginas y grupos; con Mayús seleccionar</translation>
    </message>
    <message>
      <source>Walk the pages; with Shift select, with Ctrl Shift move</source>
      <translation>Recorrer las páginas; con Mayús seleccionar, con Ctrl Mayús mover</translation>
    </message>
    <message>
      <source>Walk what was found</source>
      <translation>Recorrer lo encontrado</translation>
    </message>
    <message>
      <source>Watch a folder for scans (not to practise)</source>
      <translation>Vigilar una carpeta de escaneos (no en práctica)</translation>
    </message>
    <message>
      <source>Watch a folder for scans…</source>
      <translation>Vigilar una carpeta de escaneos…</translation>
    </message>
    <message>
      <source>Watch another folder…</source>
      <translation>Vigilar otra carpeta…</translation>
    </message>
    <message>
      <source>What is not sent is safe on this computer, encrypted, and goes out with the next start.</source>
      <translation>Lo que no se ha enviado está a salvo en este equipo, cifrado, y sale con el próximo inicio.</translation>
    </message>
    <message>
      <source>What lies there was not uploaded. The next start brings it back to the desk.</source>
      <translation>Lo que hay ahí no se ha subido. El próximo inicio lo devuelve a la mesa.</translation>
    </message>
    <message>
      <source>What the next pictures are</source>
      <translation>Qué son las próximas fotos</translation>
    </message>
    <message>
      <source>What the page is</source>
      <translation>Qué es la página</translation>
    </message>
    <message>
      <source>Who is scanning</source>
      <translation>Quién escanea</translation>
    </message>
    <message>
      <source>Without a PIN, Enter shows everything again.</source>
      <translation>Sin PIN, Entrar muestra todo de nuevo.</translation>
    </message>
    <message>
      <source>Without a key or a click for so long, a curtain falls. Ctrl+Shift+L drops it at once.</source>
      <translation>Sin teclas ni clics durante ese tiempo, cae una cortina. Ctrl+Mayús+L la baja al momento.</translation>
    </message>
    <message>
      <source>Yesterday</source>
      <translation>Ayer</translation>
    </message>
    <message>
      <source>Yesterday {time}</source>
      <translation>Ayer {time}</translation>
    </message>
    <message>
      <source>Zoom in, out, fit</source>
      <translation>Acercar, alejar, ajustar</translation>
    </message>
    <message>
      <source>also {record}</source>
      <translation>también {record}</translation>
    </message>
    <message>
      <source>connected</source>
      <translation>conectada</translation>
    </message>
    <message>
      <source>connecting…</source>
      <translation>conectando…</translation>
    </message>
    <message>
      <source>done</source>
      <translation>hecho</translation>
    </message>
    <message>
      <source>key refused</source>
      <translation>clave rechazada</translation>
    </message>
    <message>
      <source>next</source>
      <translation>siguiente</translation>
    </message>
    <message>
      <source>no key</source>
      <translation>sin clave</translation>
    </message>
    <message>
      <source>not connected</source>
      <translation>sin conectar</translation>
    </message>
    <message>
      <source>offline</source>
      <translation>sin conexión</translation>
    </message>
    <message>
      <source>scanning</source>
      <translation>escaneando</translation>
    </message>
    <message>
      <source>the window itself</source>
      <translation>la ventana misma</translation>
    </message>
    <message>
      <source>to</source>
      <translation>a</translation>
    </message>
    <message>
      <source>to come</source>
      <translation>por venir</translation>
    </message>
    <message>
      <source>today {time}</source>
      <translation>hoy {time}</translation>
    </message>
    <message>
      <source>usr_7</source>
      <translation>usr_7</translation>
    </message>
    <message>
      <source>yesterday {time}</source>
      <translation>ayer {time}</translation>
    </message>
    <message>
      <source>{count} MB</source>
      <translation>{count} MB</translation>
    </message>
    <message>
      <source>{count} bytes</source>
      <translation>{count} bytes</translation>
    </message>
    <message>
      <source>{count} days</source>
      <translation>{count} días</translation>
    </message>
    <message>
      <source>{count} hours</source>
      <translation>{count} horas</translation>
    </message>
    <message>
      <source>{count} images</source>
      <translation>{count} imágenes</translation>
    </message>
    <message>
      <source>{count} kB</source>
      <translation>{count} kB</translation>
    </message>
    <message>
      <source>{count} minutes</source>
      <translation>{count} minutos</translation>
    </message>
    <message>
      <source>{count} more. Type more to narrow it down.</source>
      <translation>{count} más. Escriba más para acotar.</translation>
    </message>
    <message>
      <source>{count} pages</source>
      <translation>{count} páginas</translation>
    </message>
    <message>
      <source>{count} seconds</source>
      <translation>{count} segundos</translation>
    </message>
    <message>
      <source>{count} settings taken over</source>
      <translation>{count} ajustes tomados</translation>
    </message>
    <message>
      <source>{count} things want a look.</source>
      <translation>{count} cosas necesitan una mirada.</translation>
    </message>
    <message>
      <source>{images} saved in {folder}</source>
      <translation>{images} guardadas en {folder}</translation>
    </message>
    <message>
      <source>{key} is the key of “{owner}”. Give that one another key first.</source>
      <translation>{key} es la tecla de «{owner}». Dele primero otra tecla a esa.</translation>
    </message>
    <message>
      <source>{key} means something in fields and lists. Take a key with Ctrl, or an F key.</source>
      <translation>{key} ya significa algo en campos y listas. Tome una tecla con Ctrl, o una F.</translation>
    </message>
    <message>
      <source>{least} to {most} digits</source>
      <translation>De {least} a {most} cifras</translation>
    </message>
    <message>
      <source>{name} was removed</source>
      <translation>Se quitó a {name}</translation>
    </message>
    <message>
      <source>{pages} are back on the desk</source>
      <translation>{pages} están de vuelta en la mesa</translation>
    </message>
    <message>
      <source>{pages} are not sent yet</source>
      <translation>{pages} aún no se han enviado</translation>
    </message>
    <message>
      <source>{pages} are safe on this computer</source>
      <translation>{pages} están a salvo en este equipo</translation>
    </message>
    <message>
      <source>{pages} are safe on this computer and on their way</source>
      <translation>{pages} están a salvo en este equipo y en camino</translation>
    </message>
    <message>
      <source>{pages} leave in {count} s</source>
      <translation>{pages} salen en {count} s</translation>
    </message>
    <message>
      <source>{pages} lie on the desk</source>
      <translation>{pages} están en la mesa</translation>
    </message>
    <message>
      <source>{title}: done</source>
      <translation>{title}: hecho</translation>
    </message>
  </context>
  <context>
    <name>words_camera</name>
    <message>
      <source>Another program may be using it, or this computer does not allow it. Close that program, then try again</source>
      <translation>Puede que otro programa la use, o que este equipo no lo permita. Cierre ese programa y pruebe de nuevo</translation>
    </message>
    <message>
      <source>Camera</source>
      <translation>Cámara</translation>
    </message>
    <message>
      <source>Check its cable and its cover, and close other programs that use it</source>
      <translation>Revise su cable y su tapa, y cierre otros programas que la usen</translation>
    </message>
    <message>
      <source>It moved: look if it is sharp</source>
      <translation>Se movió: mire si es nítida</translation>
    </message>
    <message>
      <source>It was sharper before: look at it</source>
      <translation>Antes era más nítida: mírela</translation>
    </message>
    <message>
      <source>No camera was found</source>
      <translation>No se encontró ninguna cámara</translation>
    </message>
    <message>
      <source>No picture comes from the camera</source>
      <translation>No llega imagen de la cámara</translation>
    </message>
    <message>
      <source>None taken yet</source>
      <translation>Ninguna tomada aún</translation>
    </message>
    <message>
      <source>Plug it in again, or choose another camera. Pictures that were taken are kept</source>
      <translation>Conéctela de nuevo o elija otra cámara. Las fotos tomadas se conservan</translation>
    </message>
    <message>
      <source>Plug one in; it shows up by itself</source>
      <translation>Conecte una; aparece sola</translation>
    </message>
    <message>
      <source>Take it once more</source>
      <translation>Tómela otra vez</translation>
    </message>
    <message>
      <source>The camera can't be used</source>
      <translation>La cámara no se puede usar</translation>
    </message>
    <message>
      <source>The picture was not taken</source>
      <translation>La foto no se tomó</translation>
    </message>
    <message>
      <source>{count} taken</source>
      <translation>{count} tomadas</translation>
    </message>
    <message>
      <source>{name} was unplugged</source>
      <translation>{name} se desconectó</translation>
    </message>
  </context>
  <context>
    <name>words_capture</name>
    <message>
      <source>1 page is kept</source>
      <translation>1 página se conserva</translation>
    </message>
    <message>
      <source>1 page is on the desk</source>
      <translation>1 página está en la mesa</translation>
    </message>
    <message>
      <source>1 page is there so far</source>
      <translation>Hay 1 página hasta ahora</translation>
    </message>
    <message>
      <source>1 scanner is there</source>
      <translation>Hay 1 escáner</translation>
    </message>
    <message>
      <source>192.168.1.40 or a name</source>
      <translation>192.168.1.40 o un nombre</translation>
    </message>
    <message>
      <source>A scan runs</source>
      <translation>Hay un escaneo en curso</translation>
    </message>
    <message>
      <source>Add</source>
      <translation>Añadir</translation>
    </message>
    <message>
      <source>Add a profile</source>
      <translation>Añadir un perfil</translation>
    </message>
    <message>
      <source>Add by address</source>
      <translation>Añadir por dirección</translation>
    </message>
    <message>
      <source>Added: {scanner}</source>
      <translation>Añadido: {scanner}</translation>
    </message>
    <message>
      <source>Address of a scanner</source>
      <translation>Dirección de un escáner</translation>
    </message>
    <message>
      <source>All profiles</source>
      <translation>Todos los perfiles</translation>
    </message>
    <message>
      <source>Ask for the next sheet or side</source>
      <translation>Preguntar por la próxima hoja o cara</translation>
    </message>
    <message>
      <source>Asking what is at this address…</source>
      <translation>Preguntando qué hay en esta dirección…</translation>
    </message>
    <message>
      <source>Asking what it can do…</source>
      <translation>Preguntando qué puede hacer…</translation>
    </message>
    <message>
      <source>Automatic</source>
      <translation>Automático</translation>
    </message>
    <message>
      <source>Black &amp; white</source>
      <translation>Blanco y negro</translation>
    </message>
    <message>
      <source>Both sides</source>
      <translation>Dos caras</translation>
    </message>
    <message>
      <source>Camera</source>
      <translation>Cámara</translation>
    </message>
    <message>
      <source>Camera, in place of a scanner</source>
      <translation>Cámara, en lugar de un escáner</translation>
    </message>
    <message>
      <source>Captured with</source>
      <translation>Capturada con</translation>
    </message>
    <message>
      <source>Captured with a scanner</source>
      <translation>Capturada con un escáner</translation>
    </message>
    <message>
      <source>Choose a scanner</source>
      <translation>Elegir un escáner</translation>
    </message>
    <message>
      <source>Clean up the paper</source>
      <translation>Limpiar el papel</translation>
    </message>
    <message>
      <source>Close what is said about the scan</source>
      <translation>Cerrar lo dicho del escaneo</translation>
    </message>
    <message>
      <source>Colour</source>
      <translation>Color</translation>
    </message>
    <message>
      <source>Details</source>
      <translation>Detalles</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>Listo</translation>
    </message>
    <message>
      <source>Edit profiles…</source>
      <translation>Editar perfiles…</translation>
    </message>
    <message>
      <source>Feeder</source>
      <translation>Alimentador</translation>
    </message>
    <message>
      <source>Find a scanner first</source>
      <translation>Busque primero un escáner</translation>
    </message>
    <message>
      <source>Finish</source>
      <translation>Terminar</translation>
    </message>
    <message>
      <source>Finish the scan</source>
      <translation>Terminar el escaneo</translation>
    </message>
    <message>
      <source>Forget</source>
      <translation>Olvidar</translation>
    </message>
    <message>
      <source>Forget {scanner}</source>
      <translation>Olvidar {scanner}</translation>
    </message>
    <message>
      <source>Glass</source>
      <translation>Cristal</translation>
    </message>
    <message>
      <source>Go on</source>
      <translation>Seguir</translation>
    </message>
    <message>
      <source>Grey</source>
      <translation>Gris</translation>
    </message>
    <message>
      <source>Hot folder {folder} is not there</source>
      <translation>La carpeta vigilada {folder} no está</translation>
    </message>
    <message>
      <source>Hot folder {folder} is watched</source>
      <translation>Se vigila la carpeta {folder}</translation>
    </message>
    <message>
      <source>Hot folder {folder} is watched; 1 file stays incomplete</source>
      <translation>Se vigila la carpeta {folder}; 1 archivo sigue incompleto</translation>
    </message>
    <message>
      <source>Hot folder {folder} is watched; {count} files stay incomplete</source>
      <translation>Se vigila la carpeta {folder}; {count} archivos siguen incompletos</translation>
    </message>
    <message>
      <source>Hot folder {folder}: {problem}</source>
      <translation>Carpeta vigilada {folder}: {problem}</translation>
    </message>
    <message>
      <source>How far the scan is</source>
      <translation>Cuánto lleva el escaneo</translation>
    </message>
    <message>
      <source>In use</source>
      <translation>En uso</translation>
    </message>
    <message>
      <source>Look again</source>
      <translation>Buscar otra vez</translation>
    </message>
    <message>
      <source>Look for scanners</source>
      <translation>Buscar escáneres</translation>
    </message>
    <message>
      <source>Look there</source>
      <translation>Mirar ahí</translation>
    </message>
    <message>
      <source>Looking for scanners…</source>
      <translation>Buscando escáneres…</translation>
    </message>
    <message>
      <source>Looking…</source>
      <translation>Buscando…</translation>
    </message>
    <message>
      <source>Move the profile down</source>
      <translation>Bajar el perfil</translation>
    </message>
    <message>
      <source>Move the profile up</source>
      <translation>Subir el perfil</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Nombre</translation>
    </message>
    <message>
      <source>Name of the profile</source>
      <translation>Nombre del perfil</translation>
    </message>
    <message>
      <source>New profile</source>
      <translation>Perfil nuevo</translation>
    </message>
    <message>
      <source>No answer</source>
      <translation>Sin respuesta</translation>
    </message>
    <message>
      <source>No name</source>
      <translation>Sin nombre</translation>
    </message>
    <message>
      <source>No scanner was found. Switch it on and connect it to this network, or add it by its address below.</source>
      <translation>No se encontró ningún escáner. Enciéndalo y conéctelo a esta red, o añádalo abajo por su dirección.</translation>
    </message>
    <message>
      <source>Nothing was scanned</source>
      <translation>No se escaneó nada</translation>
    </message>
    <message>
      <source>One press scans a kind of document as it should be.</source>
      <translation>Una pulsación escanea un tipo de documento como debe ser.</translation>
    </message>
    <message>
      <source>One that is not here now</source>
      <translation>Uno que no está aquí ahora</translation>
    </message>
    <message>
      <source>Pages are: {kind}</source>
      <translation>Las páginas son: {kind}</translation>
    </message>
    <message>
      <source>Press Go on when it is done</source>
      <translation>Pulse Seguir cuando esté hecho</translation>
    </message>
    <message>
      <source>Profiles</source>
      <translation>Perfiles</translation>
    </message>
    <message>
      <source>Put it back</source>
      <translation>Devolverlo</translation>
    </message>
    <message>
      <source>Put the next sheet on</source>
      <translation>Ponga la próxima hoja</translation>
    </message>
    <message>
      <source>Put the next sheets into the feeder</source>
      <translation>Ponga las próximas hojas en el alimentador</translation>
    </message>
    <message>
      <source>Reaching {scanner}…</source>
      <translation>Llegando a {scanner}…</translation>
    </message>
    <message>
      <source>Remove the profile</source>
      <translation>Quitar el perfil</translation>
    </message>
    <message>
      <source>Resolution</source>
      <translation>Resolución</translation>
    </message>
    <message>
      <source>Resolution, dpi</source>
      <translation>Resolución, dpi</translation>
    </message>
    <message>
      <source>Scan again</source>
      <translation>Escanear otra vez</translation>
    </message>
    <message>
      <source>Scan next</source>
      <translation>Escanear la siguiente</translation>
    </message>
    <message>
      <source>Scan now: {profile}</source>
      <translation>Escanear ahora: {profile}</translation>
    </message>
    <message>
      <source>Scan with</source>
      <translation>Escanear con</translation>
    </message>
    <message>
      <source>Scan with these settings</source>
      <translation>Escanear con estos ajustes</translation>
    </message>
    <message>
      <source>Scanner</source>
      <translation>Escáner</translation>
    </message>
    <message>
      <source>Scanners</source>
      <translation>Escáneres</translation>
    </message>
    <message>
      <source>Scanning</source>
      <translation>Escaneo</translation>
    </message>
    <message>
      <source>Scanning {profile}</source>
      <translation>Escaneando {profile}</translation>
    </message>
    <message>
      <source>Scanning…</source>
      <translation>Escaneando…</translation>
    </message>
    <message>
      <source>Scans with {scanner}</source>
      <translation>Escanea con {scanner}</translation>
    </message>
    <message>
      <source>Set up a scanner</source>
      <translation>Preparar un escáner</translation>
    </message>
    <message>
      <source>Side</source>
      <translation>Cara</translation>
    </message>
    <message>
      <source>Side: {side}</source>
      <translation>Cara: {side}</translation>
    </message>
    <message>
      <source>Source</source>
      <translation>Origen</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>Parar</translation>
    </message>
    <message>
      <source>Stop the scan</source>
      <translation>Parar el escaneo</translation>
    </message>
    <message>
      <source>Stopping, the sheet in the scanner comes to its end</source>
      <translation>Parando, la hoja en el escáner llega a su fin</translation>
    </message>
    <message>
      <source>Straighten and crop to the paper</source>
      <translation>Enderezar y recortar al papel</translation>
    </message>
    <message>
      <source>The one in use</source>
      <translation>El que se usa</translation>
    </message>
    <message>
      <source>The scanner announced a page and sent nothing. Look whether one is missing</source>
      <translation>El escáner anunció una página y no envió nada. Mire si falta una</translation>
    </message>
    <message>
      <source>The scanner counts other pages than came ({pages}). Look whether one is missing</source>
      <translation>El escáner cuenta otras páginas que las llegadas ({pages}). Mire si falta una</translation>
    </message>
    <message>
      <source>The scanner counts {told}, and {pages} came. Look whether one is missing</source>
      <translation>El escáner cuenta {told}, y llegaron {pages}. Mire si falta una</translation>
    </message>
    <message>
      <source>The scanner has not got these colours; the nearest ones are used</source>
      <translation>El escáner no tiene estos colores; se usan los más cercanos</translation>
    </message>
    <message>
      <source>The scanner has not got this resolution; the nearest one is used</source>
      <translation>El escáner no tiene esta resolución; se usa la más cercana</translation>
    </message>
    <message>
      <source>The scanner waits</source>
      <translation>El escáner espera</translation>
    </message>
    <message>
      <source>This scanner sends pages unencrypted through the network</source>
      <translation>Este escáner envía las páginas sin cifrar por la red</translation>
    </message>
    <message>
      <source>Turn the card over, or put the next one on</source>
      <translation>Dé vuelta la tarjeta o ponga la siguiente</translation>
    </message>
    <message>
      <source>Use from now on</source>
      <translation>Usar desde ahora</translation>
    </message>
    <message>
      <source>What is done with them</source>
      <translation>Qué se hace con ellas</translation>
    </message>
    <message>
      <source>What the pages are</source>
      <translation>Qué son las páginas</translation>
    </message>
    <message>
      <source>Which scanner</source>
      <translation>Qué escáner</translation>
    </message>
    <message>
      <source>Which scanner: {scanner}</source>
      <translation>Qué escáner: {scanner}</translation>
    </message>
    <message>
      <source>encrypted</source>
      <translation>cifrado</translation>
    </message>
    <message>
      <source>in use</source>
      <translation>en uso</translation>
    </message>
    <message>
      <source>not encrypted</source>
      <translation>sin cifrar</translation>
    </message>
    <message>
      <source>on this computer</source>
      <translation>en este equipo</translation>
    </message>
    <message>
      <source>page {number}</source>
      <translation>página {number}</translation>
    </message>
    <message>
      <source>{count} dpi</source>
      <translation>{count} dpi</translation>
    </message>
    <message>
      <source>{count} profiles at most</source>
      <translation>{count} perfiles como máximo</translation>
    </message>
    <message>
      <source>{count} scanners are there</source>
      <translation>Hay {count} escáneres</translation>
    </message>
    <message>
      <source>{name} {number}</source>
      <translation>{name} {number}</translation>
    </message>
    <message>
      <source>{pages} are kept</source>
      <translation>{pages} se conservan</translation>
    </message>
    <message>
      <source>{pages} are on the desk</source>
      <translation>{pages} están en la mesa</translation>
    </message>
    <message>
      <source>{pages} are there so far</source>
      <translation>Hay {pages} hasta ahora</translation>
    </message>
    <message>
      <source>{pages} scanned</source>
      <translation>{pages} escaneadas</translation>
    </message>
    <message>
      <source>{percent} %</source>
      <translation>{percent} %</translation>
    </message>
    <message>
      <source>{profile} is removed.</source>
      <translation>{profile} está quitado.</translation>
    </message>
    <message>
      <source>{scanner} does not answer</source>
      <translation>{scanner} no responde</translation>
    </message>
    <message>
      <source>{scanner} is ready</source>
      <translation>{scanner} está listo</translation>
    </message>
    <message>
      <source>{scanner} is ready on the network</source>
      <translation>{scanner} está listo en la red</translation>
    </message>
  </context>
  <context>
    <name>words_documents</name>
    <message>
      <source>DRX has it</source>
      <translation>DRX lo tiene</translation>
    </message>
    <message>
      <source>DRX has it since {date}</source>
      <translation>DRX lo tiene desde {date}</translation>
    </message>
    <message>
      <source>DRX has it since {date}, that is older than a year</source>
      <translation>DRX lo tiene desde {date}, hace más de un año</translation>
    </message>
    <message>
      <source>asking DRX</source>
      <translation>preguntando a DRX</translation>
    </message>
    <message>
      <source>asking…</source>
      <translation>preguntando…</translation>
    </message>
    <message>
      <source>missing</source>
      <translation>falta</translation>
    </message>
    <message>
      <source>on its way</source>
      <translation>en camino</translation>
    </message>
    <message>
      <source>on its way to DRX</source>
      <translation>en camino a DRX</translation>
    </message>
    <message>
      <source>on the desk</source>
      <translation>en la mesa</translation>
    </message>
    <message>
      <source>over a year</source>
      <translation>más de un año</translation>
    </message>
    <message>
      <source>there</source>
      <translation>está</translation>
    </message>
    <message>
      <source>{document} back</source>
      <translation>{document} reverso</translation>
    </message>
    <message>
      <source>{document} front</source>
      <translation>{document} anverso</translation>
    </message>
    <message>
      <source>{document}: {standing}</source>
      <translation>{document}: {standing}</translation>
    </message>
  </context>
  <context>
    <name>words_drop</name>
    <message>
      <source>Drop to add</source>
      <translation>Suelte para añadir</translation>
    </message>
    <message>
      <source>Drop to add 1 file</source>
      <translation>Suelte para añadir 1 archivo</translation>
    </message>
    <message>
      <source>Drop to add 1 item</source>
      <translation>Suelte para añadir 1 elemento</translation>
    </message>
    <message>
      <source>Drop to add {count} files</source>
      <translation>Suelte para añadir {count} archivos</translation>
    </message>
    <message>
      <source>Drop to add {count} items</source>
      <translation>Suelte para añadir {count} elementos</translation>
    </message>
    <message>
      <source>Drop: 1 file for this one</source>
      <translation>Soltar: 1 archivo para este</translation>
    </message>
    <message>
      <source>Drop: 1 item for this one</source>
      <translation>Soltar: 1 elemento para este</translation>
    </message>
    <message>
      <source>Drop: for this one</source>
      <translation>Soltar: para este</translation>
    </message>
    <message>
      <source>Drop: {count} files for this one</source>
      <translation>Soltar: {count} archivos para este</translation>
    </message>
    <message>
      <source>Drop: {count} items for this one</source>
      <translation>Soltar: {count} elementos para este</translation>
    </message>
    <message>
      <source>{begin} before page {number}</source>
      <translation>{begin} antes de la página {number}</translation>
    </message>
    <message>
      <source>{begin} behind the last page</source>
      <translation>{begin} tras la última página</translation>
    </message>
  </context>
  <context>
    <name>words_intake</name>
    <message>
      <source> and {count} more</source>
      <translation> y {count} más</translation>
    </message>
    <message>
      <source>Drop them in smaller portions</source>
      <translation>Suéltelos en porciones menores</translation>
    </message>
    <message>
      <source>Files on another computer: copy them to this one first</source>
      <translation>Archivos en otro equipo: cópielos primero a este</translation>
    </message>
    <message>
      <source>Look at it where it comes from</source>
      <translation>Mírelo donde se origina</translation>
    </message>
    <message>
      <source>Open it, then drop the attachment</source>
      <translation>Ábralo y suelte el archivo adjunto</translation>
    </message>
    <message>
      <source>Save it, then drop the saved file</source>
      <translation>Guárdelo y suelte el archivo guardado</translation>
    </message>
    <message>
      <source>Save the attachment, then drop the saved file</source>
      <translation>Guarde el adjunto y suelte el archivo guardado</translation>
    </message>
    <message>
      <source>Save the picture first, then drop the file</source>
      <translation>Guarde primero la imagen y suelte el archivo</translation>
    </message>
    <message>
      <source>The clipboard is empty: copy a picture or a file first</source>
      <translation>El portapapeles está vacío: copie primero una imagen o un archivo</translation>
    </message>
    <message>
      <source>The copied picture is too large: save it, then drop the file</source>
      <translation>La imagen copiada es demasiado grande: guárdela y suelte el archivo</translation>
    </message>
    <message>
      <source>The rest</source>
      <translation>El resto</translation>
    </message>
    <message>
      <source>There is no file and no picture in it</source>
      <translation>No hay en ello ningún archivo ni imagen</translation>
    </message>
    <message>
      <source>What was dropped</source>
      <translation>Lo que se soltó</translation>
    </message>
    <message>
      <source>{lost} files could not be taken: </source>
      <translation>{lost} archivos no se pudieron tomar: </translation>
    </message>
    <message>
      <source>{name} came incomplete</source>
      <translation>{name} llegó incompleto</translation>
    </message>
    <message>
      <source>{name} is a whole mail</source>
      <translation>{name} es un correo entero</translation>
    </message>
    <message>
      <source>{name} is empty</source>
      <translation>{name} está vacío</translation>
    </message>
    <message>
      <source>{name} is one too many</source>
      <translation>{name} es uno de más</translation>
    </message>
    <message>
      <source>{name} is only a link</source>
      <translation>{name} es solo un enlace</translation>
    </message>
    <message>
      <source>{name} is too large to come out of another program</source>
      <translation>{name} es demasiado grande para salir de otro programa</translation>
    </message>
    <message>
      <source>{name} was not handed over</source>
      <translation>{name} no se entregó</translation>
    </message>
    <message>
      <source>{taken} added, {lost} could not be taken: </source>
      <translation>{taken} añadidos, {lost} no se pudieron tomar: </translation>
    </message>
  </context>
  <context>
    <name>words_pages</name>
    <message>
      <source>As it came, in its new colours: {came}</source>
      <translation>Como llegó, en sus colores nuevos: {came}</translation>
    </message>
    <message>
      <source>As it came: {came}</source>
      <translation>Como llegó: {came}</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Reverso</translation>
    </message>
    <message>
      <source>Can't be used</source>
      <translation>No se puede usar</translation>
    </message>
    <message>
      <source>DRX has the {pages} for {name}.</source>
      <translation>DRX tiene las {pages} de {name}.</translation>
    </message>
    <message>
      <source>Fits</source>
      <translation>Cabe</translation>
    </message>
    <message>
      <source>Fitting…</source>
      <translation>Ajustando…</translation>
    </message>
    <message>
      <source>Front</source>
      <translation>Anverso</translation>
    </message>
    <message>
      <source>Hard copy</source>
      <translation>Receta en papel</translation>
    </message>
    <message>
      <source>ID</source>
      <translation>ID</translation>
    </message>
    <message>
      <source>In DRX already: {name}</source>
      <translation>Ya en DRX: {name}</translation>
    </message>
    <message>
      <source>Insurance card</source>
      <translation>Tarjeta del seguro</translation>
    </message>
    <message>
      <source>It is not in DRX. Remove it for good?</source>
      <translation>No está en DRX. ¿Quitarla para siempre?</translation>
    </message>
    <message>
      <source>Locked</source>
      <translation>Bloqueado</translation>
    </message>
    <message>
      <source>Look: {remark}</source>
      <translation>Mire: {remark}</translation>
    </message>
    <message>
      <source>On its way to DRX: {name}</source>
      <translation>En camino a DRX: {name}</translation>
    </message>
    <message>
      <source>On the desk: {name}</source>
      <translation>En la mesa: {name}</translation>
    </message>
    <message>
      <source>Other</source>
      <translation>Otro</translation>
    </message>
    <message>
      <source>Page {number} of {total}</source>
      <translation>Página {number} de {total}</translation>
    </message>
    <message>
      <source>Proof of delivery</source>
      <translation>Comprobante de entrega</translation>
    </message>
    <message>
      <source>Sent already: {name}</source>
      <translation>Ya enviada: {name}</translation>
    </message>
    <message>
      <source>They are not in DRX. Remove them for good?</source>
      <translation>No están en DRX. ¿Quitarlas para siempre?</translation>
    </message>
    <message>
      <source>This page</source>
      <translation>Esta página</translation>
    </message>
    <message>
      <source>What DRX gets: still being fitted</source>
      <translation>Lo que recibe DRX: aún ajustándose</translation>
    </message>
    <message>
      <source>What DRX gets: {goes}</source>
      <translation>Lo que recibe DRX: {goes}</translation>
    </message>
    <message>
      <source>a barcode on it no longer reads</source>
      <translation>un código en ella ya no se lee</translation>
    </message>
    <message>
      <source>add pages</source>
      <translation>añadir páginas</translation>
    </message>
    <message>
      <source>as you edited it</source>
      <translation>como la editó</translation>
    </message>
    <message>
      <source>black out</source>
      <translation>tachar</translation>
    </message>
    <message>
      <source>clean up</source>
      <translation>limpiar</translation>
    </message>
    <message>
      <source>clear the desk</source>
      <translation>vaciar la mesa</translation>
    </message>
    <message>
      <source>colours</source>
      <translation>colores</translation>
    </message>
    <message>
      <source>crop</source>
      <translation>recortar</translation>
    </message>
    <message>
      <source>drawn from the PDF</source>
      <translation>dibujada a partir del PDF</translation>
    </message>
    <message>
      <source>give pages to another record</source>
      <translation>dar páginas a otro registro</translation>
    </message>
    <message>
      <source>it is right</source>
      <translation>está bien</translation>
    </message>
    <message>
      <source>join pages</source>
      <translation>unir páginas</translation>
    </message>
    <message>
      <source>kept as it is</source>
      <translation>se conserva tal cual</translation>
    </message>
    <message>
      <source>lay flat</source>
      <translation>aplanar</translation>
    </message>
    <message>
      <source>leave pages out</source>
      <translation>descartar páginas</translation>
    </message>
    <message>
      <source>move pages</source>
      <translation>mover páginas</translation>
    </message>
    <message>
      <source>open with a password</source>
      <translation>abrir con contraseña</translation>
    </message>
    <message>
      <source>padded to {least} px: smaller than DRX accepts</source>
      <translation>rellenada hasta {least} px: menor de lo que DRX acepta</translation>
    </message>
    <message>
      <source>remove pages</source>
      <translation>quitar páginas</translation>
    </message>
    <message>
      <source>rename</source>
      <translation>cambiar el nombre</translation>
    </message>
    <message>
      <source>replace page</source>
      <translation>reemplazar la página</translation>
    </message>
    <message>
      <source>saved anew</source>
      <translation>guardada de nuevo</translation>
    </message>
    <message>
      <source>scaled to {most} px</source>
      <translation>reducida a {most} px</translation>
    </message>
    <message>
      <source>straighten</source>
      <translation>enderezar</translation>
    </message>
    <message>
      <source>turn</source>
      <translation>girar</translation>
    </message>
    <message>
      <source>what it is</source>
      <translation>qué es</translation>
    </message>
    <message>
      <source>{count} records</source>
      <translation>{count} fichas</translation>
    </message>
    <message>
      <source>{pages} are on their way to {name}.</source>
      <translation>{pages} van en camino a {name}.</translation>
    </message>
    <message>
      <source>{pages} for {name}</source>
      <translation>{pages} para {name}</translation>
    </message>
    <message>
      <source>{pages} for {name} are safe on this computer.</source>
      <translation>{pages} para {name} están a salvo en este equipo.</translation>
    </message>
    <message>
      <source>{pages} for {name} is safe on this computer.</source>
      <translation>{pages} para {name} está a salvo en este equipo.</translation>
    </message>
    <message>
      <source>{pages} is on its way to {name}.</source>
      <translation>{pages} va en camino a {name}.</translation>
    </message>
    <message>
      <source>{pages} was on the desk when CounterScan ended</source>
      <translation>{pages} estaba en la mesa cuando terminó CounterScan</translation>
    </message>
    <message>
      <source>{pages} were on the desk when CounterScan ended</source>
      <translation>{pages} estaban en la mesa cuando terminó CounterScan</translation>
    </message>
    <message>
      <source>{size}, under {least} px: will be padded</source>
      <translation>{size}, menos de {least} px: se rellenará</translation>
    </message>
    <message>
      <source>{width} × {height} px after crop</source>
      <translation>{width} × {height} px tras el recorte</translation>
    </message>
    <message>
      <source>{words} ({when}).</source>
      <translation>{words} ({when}).</translation>
    </message>
    <message>
      <source>{words}.</source>
      <translation>{words}.</translation>
    </message>
  </context>
  <context>
    <name>words_remarks</name>
    <message>
      <source>A barcode on it no longer reads in what DRX gets. Undo a change, or scan it again.</source>
      <translation>Un código en ella ya no se lee en lo que recibe DRX. Deshaga un cambio o escanéela otra vez.</translation>
    </message>
    <message>
      <source>A label on it is of {named}, and the desk is for {picked}. Say which is right.</source>
      <translation>Una etiqueta en ella es de {named}, y la mesa es para {picked}. Diga cuál es la correcta.</translation>
    </message>
    <message>
      <source>A label on it names another record.</source>
      <translation>Una etiqueta en ella nombra otra ficha.</translation>
    </message>
    <message>
      <source>A light shines back from it. Take it again from another side.</source>
      <translation>Refleja una luz. Tómela otra vez desde otro lado.</translation>
    </message>
    <message>
      <source>A part of this page may be missing. Look at it closely, or scan it again.</source>
      <translation>Puede faltar una parte de esta página. Mírela de cerca o escanéela otra vez.</translation>
    </message>
    <message>
      <source>Already there?</source>
      <translation>¿Ya está?</translation>
    </message>
    <message>
      <source>Barcode lost</source>
      <translation>Código perdido</translation>
    </message>
    <message>
      <source>Blank</source>
      <translation>En blanco</translation>
    </message>
    <message>
      <source>Blurred</source>
      <translation>Borrosa</translation>
    </message>
    <message>
      <source>Brighten it</source>
      <translation>Aclararla</translation>
    </message>
    <message>
      <source>Cut off</source>
      <translation>Cortada</translation>
    </message>
    <message>
      <source>DRX has this very file already: {name}, {when}.</source>
      <translation>DRX ya tiene este mismo archivo: {name}, {when}.</translation>
    </message>
    <message>
      <source>Damaged?</source>
      <translation>¿Dañada?</translation>
    </message>
    <message>
      <source>Glare</source>
      <translation>Reflejo</translation>
    </message>
    <message>
      <source>It belongs to {name}</source>
      <translation>Pertenece a {name}</translation>
    </message>
    <message>
      <source>It does not lie straight.</source>
      <translation>No está recta.</translation>
    </message>
    <message>
      <source>It is not sharp. Take it again while the paper is here.</source>
      <translation>No es nítida. Tómela otra vez mientras el papel está aquí.</translation>
    </message>
    <message>
      <source>It is right</source>
      <translation>Está bien</translation>
    </message>
    <message>
      <source>It is smaller than DRX accepts: it gets a white border up to {least} px.</source>
      <translation>Es menor de lo que DRX acepta: recibe un borde blanco hasta {least} px.</translation>
    </message>
    <message>
      <source>It is the same file as {name} on the desk.</source>
      <translation>Es el mismo archivo que {name} en la mesa.</translation>
    </message>
    <message>
      <source>It is too dark to read well.</source>
      <translation>Está demasiado oscura para leerse bien.</translation>
    </message>
    <message>
      <source>It lies on its side.</source>
      <translation>Está de lado.</translation>
    </message>
    <message>
      <source>It looks like a page that is on its way to DRX already: {name}.</source>
      <translation>Se parece a una página que ya va en camino a DRX: {name}.</translation>
    </message>
    <message>
      <source>It looks like a page that is there already.</source>
      <translation>Se parece a una página que ya está ahí.</translation>
    </message>
    <message>
      <source>It looks like a page that was sent for this record already: {name}, {when}.</source>
      <translation>Se parece a una página que ya se envió para esta ficha: {name}, {when}.</translation>
    </message>
    <message>
      <source>It looks like one that DRX has already: {name}, {when}.</source>
      <translation>Se parece a una que DRX ya tiene: {name}, {when}.</translation>
    </message>
    <message>
      <source>It looks like {name} on the desk.</source>
      <translation>Se parece a {name} en la mesa.</translation>
    </message>
    <message>
      <source>It stands on its head.</source>
      <translation>Está al revés.</translation>
    </message>
    <message>
      <source>Keep it</source>
      <translation>Conservarla</translation>
    </message>
    <message>
      <source>Not checked</source>
      <translation>Sin comprobar</translation>
    </message>
    <message>
      <source>Other record</source>
      <translation>Otra ficha</translation>
    </message>
    <message>
      <source>Pick that record</source>
      <translation>Elegir esa ficha</translation>
    </message>
    <message>
      <source>Pick {id}</source>
      <translation>Elegir {id}</translation>
    </message>
    <message>
      <source>Remove it</source>
      <translation>Quitarla</translation>
    </message>
    <message>
      <source>Show both</source>
      <translation>Mostrar ambas</translation>
    </message>
    <message>
      <source>Sideways</source>
      <translation>De lado</translation>
    </message>
    <message>
      <source>Skewed</source>
      <translation>Torcida</translation>
    </message>
    <message>
      <source>Straighten</source>
      <translation>Enderezar</translation>
    </message>
    <message>
      <source>There seems to be nothing on it.</source>
      <translation>Parece que no hay nada en ella.</translation>
    </message>
    <message>
      <source>This file could not be checked for viruses.</source>
      <translation>No se pudo comprobar si este archivo tiene virus.</translation>
    </message>
    <message>
      <source>This page says {id}</source>
      <translation>Esta página dice {id}</translation>
    </message>
    <message>
      <source>This very file is on its way to DRX already: {name}.</source>
      <translation>Este mismo archivo ya va en camino a DRX: {name}.</translation>
    </message>
    <message>
      <source>This very file was sent for this record already: {name}, {when}.</source>
      <translation>Este mismo archivo ya se envió para esta ficha: {name}, {when}.</translation>
    </message>
    <message>
      <source>Too dark</source>
      <translation>Muy oscura</translation>
    </message>
    <message>
      <source>Turn upright</source>
      <translation>Poner derecha</translation>
    </message>
    <message>
      <source>Under {least} px</source>
      <translation>Menos de {least} px</translation>
    </message>
    <message>
      <source>Upside down</source>
      <translation>Al revés</translation>
    </message>
    <message>
      <source>What is on it runs over the edge. Take it again if a part is missing.</source>
      <translation>Lo que hay en ella pasa del borde. Tómela otra vez si falta una parte.</translation>
    </message>
    <message>
      <source>some time ago</source>
      <translation>hace algún tiempo</translation>
    </message>
  </context>
  <context>
    <name>words_sheets</name>
    <message>
      <source>1 sheet</source>
      <translation>1 hoja</translation>
    </message>
    <message>
      <source>1 sheet is missing: two may have gone through as one.</source>
      <translation>Falta 1 hoja: pueden haber pasado dos como una.</translation>
    </message>
    <message>
      <source>1 side is missing.</source>
      <translation>Falta 1 cara.</translation>
    </message>
    <message>
      <source>Fronts and backs are in step before page {page} and out of step from page {last} on: look there first.</source>
      <translation>Anversos y reversos van a la par antes de la página {page} y dejan de ir desde la página {last}: mire primero ahí.</translation>
    </message>
    <message>
      <source>Fronts and backs are out of step from page {page} on: look there first.</source>
      <translation>Anversos y reversos no van a la par desde la página {page}: mire primero ahí.</translation>
    </message>
    <message>
      <source>How many sheets went in?</source>
      <translation>¿Cuántas hojas puso?</translation>
    </message>
    <message>
      <source>More came than went in. Look whether the count is right, or whether a sheet went through twice.</source>
      <translation>Llegaron más de las que puso. Mire si la cuenta es correcta, o si una hoja pasó dos veces.</translation>
    </message>
    <message>
      <source>Nothing tells where: look through the pages before they leave.</source>
      <translation>Nada dice dónde: revise las páginas antes de que salgan.</translation>
    </message>
    <message>
      <source>Page {page} is longer than the others: look there first.</source>
      <translation>La página {page} es más larga que las otras: mire primero ahí.</translation>
    </message>
    <message>
      <source>The scanner took one side of each sheet, or left blank backs out.</source>
      <translation>El escáner tomó una cara de cada hoja, u omitió reversos en blanco.</translation>
    </message>
    <message>
      <source>{count} sheets</source>
      <translation>{count} hojas</translation>
    </message>
    <message>
      <source>{count} sheets are missing.</source>
      <translation>Faltan {count} hojas.</translation>
    </message>
    <message>
      <source>{count} sides are missing.</source>
      <translation>Faltan {count} caras.</translation>
    </message>
    <message>
      <source>{sheets} have {sides} sides, and {pages} came</source>
      <translation>{sheets} tienen {sides} caras, y llegaron {pages}</translation>
    </message>
    <message>
      <source>{sheets} went in, and {pages} came</source>
      <translation>Puso {sheets}, y llegaron {pages}</translation>
    </message>
  </context>
  <context>
    <name>words_sorting</name>
    <message>
      <source>, </source>
      <translation>, </translation>
    </message>
    <message>
      <source>1 blank page</source>
      <translation>1 página en blanco</translation>
    </message>
    <message>
      <source>1 by hand</source>
      <translation>1 a mano</translation>
    </message>
    <message>
      <source>1 file</source>
      <translation>1 archivo</translation>
    </message>
    <message>
      <source>1 file could not be read and stays here</source>
      <translation>1 archivo no se pudo leer y se queda aquí</translation>
    </message>
    <message>
      <source>1 page may be there already: look first</source>
      <translation>1 página puede estar ya: mire primero</translation>
    </message>
    <message>
      <source>1 page may be torn: look at it first</source>
      <translation>1 página puede estar dañada: mírela primero</translation>
    </message>
    <message>
      <source>1 page needs you and stays here</source>
      <translation>1 página le necesita y se queda aquí</translation>
    </message>
    <message>
      <source>1 page without a known label: drag it onto a record, pick one on the left, or press its digit</source>
      <translation>1 página sin etiqueta conocida: arrástrela a una ficha, elija una a la izquierda o pulse su cifra</translation>
    </message>
    <message>
      <source>1 record</source>
      <translation>1 ficha</translation>
    </message>
    <message>
      <source>1 record recognised by its label</source>
      <translation>1 ficha reconocida por su etiqueta</translation>
    </message>
    <message>
      <source>1 separator sheet</source>
      <translation>1 hoja separadora</translation>
    </message>
    <message>
      <source>Give {pages} to {record} ({digit})</source>
      <translation>Dar {pages} a {record} ({digit})</translation>
    </message>
    <message>
      <source>Keeping {pages} safe…</source>
      <translation>Poniendo a salvo {pages}…</translation>
    </message>
    <message>
      <source>Left out: {why}</source>
      <translation>Descartada: {why}</translation>
    </message>
    <message>
      <source>Look at 1 page</source>
      <translation>Mire 1 página</translation>
    </message>
    <message>
      <source>Look at {count} pages</source>
      <translation>Mire {count} páginas</translation>
    </message>
    <message>
      <source>Matched</source>
      <translation>Asignadas</translation>
    </message>
    <message>
      <source>Needs you</source>
      <translation>Le necesita</translation>
    </message>
    <message>
      <source>No record recognised by a label</source>
      <translation>Ninguna ficha reconocida por una etiqueta</translation>
    </message>
    <message>
      <source>Page {number} of {total}</source>
      <translation>Página {number} de {total}</translation>
    </message>
    <message>
      <source>Reading labels, {done} of {total} pages…</source>
      <translation>Leyendo etiquetas, {done} de {total} páginas…</translation>
    </message>
    <message>
      <source>Say whose the pages are</source>
      <translation>Diga de quién son las páginas</translation>
    </message>
    <message>
      <source>Sort {pages} from {files}</source>
      <translation>Clasificar {pages} de {files}</translation>
    </message>
    <message>
      <source>The labels on these pages name several records.</source>
      <translation>Las etiquetas de estas páginas nombran varias fichas.</translation>
    </message>
    <message>
      <source>Upload {pages} to {records}</source>
      <translation>Subir {pages} a {records}</translation>
    </message>
    <message>
      <source>already there? Look at it first</source>
      <translation>¿ya está? Mírela primero</translation>
    </message>
    <message>
      <source>behind a separator sheet</source>
      <translation>tras una hoja separadora</translation>
    </message>
    <message>
      <source>blank</source>
      <translation>en blanco</translation>
    </message>
    <message>
      <source>by its label</source>
      <translation>por su etiqueta</translation>
    </message>
    <message>
      <source>choose a record</source>
      <translation>elija una ficha</translation>
    </message>
    <message>
      <source>chosen by hand</source>
      <translation>elegida a mano</translation>
    </message>
    <message>
      <source>follows the page before it</source>
      <translation>sigue a la página anterior</translation>
    </message>
    <message>
      <source>is being read</source>
      <translation>se está leyendo</translation>
    </message>
    <message>
      <source>label not known to the store</source>
      <translation>etiqueta desconocida para la tienda</translation>
    </message>
    <message>
      <source>label {labels}</source>
      <translation>etiqueta {labels}</translation>
    </message>
    <message>
      <source>labels {labels}</source>
      <translation>etiquetas {labels}</translation>
    </message>
    <message>
      <source>leave out</source>
      <translation>descartar</translation>
    </message>
    <message>
      <source>left out by hand</source>
      <translation>descartada a mano</translation>
    </message>
    <message>
      <source>may be torn: look at it first</source>
      <translation>puede estar dañada: mírela primero</translation>
    </message>
    <message>
      <source>merge groups</source>
      <translation>unir grupos</translation>
    </message>
    <message>
      <source>no label on it</source>
      <translation>sin etiqueta</translation>
    </message>
    <message>
      <source>pages that follow</source>
      <translation>páginas que siguen</translation>
    </message>
    <message>
      <source>put back</source>
      <translation>devolver</translation>
    </message>
    <message>
      <source>separator sheet</source>
      <translation>hoja separadora</translation>
    </message>
    <message>
      <source>separator sheet (left out)</source>
      <translation>hoja separadora (descartada)</translation>
    </message>
    <message>
      <source>{count} blank pages</source>
      <translation>{count} páginas en blanco</translation>
    </message>
    <message>
      <source>{count} by hand</source>
      <translation>{count} a mano</translation>
    </message>
    <message>
      <source>{count} files</source>
      <translation>{count} archivos</translation>
    </message>
    <message>
      <source>{count} files could not be read and stay here</source>
      <translation>{count} archivos no se pudieron leer y se quedan aquí</translation>
    </message>
    <message>
      <source>{count} of {pages} have a record</source>
      <translation>{count} de {pages} tienen ficha</translation>
    </message>
    <message>
      <source>{count} records</source>
      <translation>{count} fichas</translation>
    </message>
    <message>
      <source>{count} records recognised by their labels</source>
      <translation>{count} fichas reconocidas por sus etiquetas</translation>
    </message>
    <message>
      <source>{count} separator sheets</source>
      <translation>{count} hojas separadoras</translation>
    </message>
    <message>
      <source>{files}, {pages}: {sent} sent to {records}, {out} left out, {here} still here</source>
      <translation>{files}, {pages}: {sent} enviadas a {records}, {out} descartadas, {here} siguen aquí</translation>
    </message>
    <message>
      <source>{name}: {ids} together, under {id}</source>
      <translation>{name}: {ids} juntos, en {id}</translation>
    </message>
    <message>
      <source>{pages} may be there already: look first</source>
      <translation>{pages} pueden estar ya: mire primero</translation>
    </message>
    <message>
      <source>{pages} may be torn: look at them first</source>
      <translation>{pages} pueden estar dañadas: mírelas primero</translation>
    </message>
    <message>
      <source>{pages} need you and stay here</source>
      <translation>{pages} le necesitan y se quedan aquí</translation>
    </message>
    <message>
      <source>{pages} without a known label: drag them onto a record, pick one on the left, or press its digit</source>
      <translation>{pages} sin etiqueta conocida: arrástrelas a una ficha, elija una a la izquierda o pulse su cifra</translation>
    </message>
    <message>
      <source>{said} · {size} to send</source>
      <translation>{said} · {size} por enviar</translation>
    </message>
  </context>
  <context>
    <name>words_tools</name>
    <message>
      <source>Apply crop</source>
      <translation>Aplicar recorte</translation>
    </message>
    <message>
      <source>Apply crop to {pages}</source>
      <translation>Aplicar el recorte a {pages}</translation>
    </message>
    <message>
      <source>Apply or leave the angle first</source>
      <translation>Aplique o deje primero el ángulo</translation>
    </message>
    <message>
      <source>Apply or leave the crop first</source>
      <translation>Aplique o deje primero el recorte</translation>
    </message>
    <message>
      <source>Black and white</source>
      <translation>Blanco y negro</translation>
    </message>
    <message>
      <source>Colour</source>
      <translation>Color</translation>
    </message>
    <message>
      <source>Grey</source>
      <translation>Gris</translation>
    </message>
    <message>
      <source>Lay it flat or leave that first</source>
      <translation>Aplánela o déjelo primero</translation>
    </message>
    <message>
      <source>bottom left</source>
      <translation>abajo a la izquierda</translation>
    </message>
    <message>
      <source>bottom right</source>
      <translation>abajo a la derecha</translation>
    </message>
    <message>
      <source>top left</source>
      <translation>arriba a la izquierda</translation>
    </message>
    <message>
      <source>top right</source>
      <translation>arriba a la derecha</translation>
    </message>
    <message>
      <source>{size}°</source>
      <translation>{size}°</translation>
    </message>
    <message>
      <source>{size}° to the left</source>
      <translation>{size}° a la izquierda</translation>
    </message>
    <message>
      <source>{size}° to the right</source>
      <translation>{size}° a la derecha</translation>
    </message>
  </context>
  <context>
    <name>words_upload</name>
    <message>
      <source>1 file could not be read and stays here</source>
      <translation>1 archivo no se pudo leer y se queda aquí</translation>
    </message>
    <message>
      <source>1 file needs its password</source>
      <translation>1 archivo necesita su contraseña</translation>
    </message>
    <message>
      <source>1 page needs a look: {why}</source>
      <translation>1 página necesita una mirada: {why}</translation>
    </message>
    <message>
      <source>Connect to a store first</source>
      <translation>Conéctese primero a una tienda</translation>
    </message>
    <message>
      <source>Enter the patient of {record}</source>
      <translation>Escriba el paciente de {record}</translation>
    </message>
    <message>
      <source>Keeping {pages} safe…</source>
      <translation>Poniendo a salvo {pages}…</translation>
    </message>
    <message>
      <source>Look at page {number} first</source>
      <translation>Mire primero la página {number}</translation>
    </message>
    <message>
      <source>Nothing to send</source>
      <translation>Nada que enviar</translation>
    </message>
    <message>
      <source>Nothing to upload yet</source>
      <translation>Aún nada que subir</translation>
    </message>
    <message>
      <source>Nothing to upload: these files can't be used</source>
      <translation>Nada que subir: estos archivos no se pueden usar</translation>
    </message>
    <message>
      <source>Nothing to upload: this file can't be used</source>
      <translation>Nada que subir: este archivo no se puede usar</translation>
    </message>
    <message>
      <source>Pick who it is for</source>
      <translation>Elija para quién es</translation>
    </message>
    <message>
      <source>Reading {done} of {total} files…</source>
      <translation>Leyendo {done} de {total} archivos…</translation>
    </message>
    <message>
      <source>Reading…</source>
      <translation>Leyendo…</translation>
    </message>
    <message>
      <source>Upload {pages} to {name}</source>
      <translation>Subir {pages} a {name}</translation>
    </message>
    <message>
      <source>page {number} ({remark})</source>
      <translation>página {number} ({remark})</translation>
    </message>
    <message>
      <source>{count} files could not be read and stay here</source>
      <translation>{count} archivos no se pudieron leer y se quedan aquí</translation>
    </message>
    <message>
      <source>{count} files need their passwords</source>
      <translation>{count} archivos necesitan sus contraseñas</translation>
    </message>
    <message>
      <source>{count} pages need a look: {why}</source>
      <translation>{count} páginas necesitan una mirada: {why}</translation>
    </message>
    <message>
      <source>{pages} to send</source>
      <translation>{pages} por enviar</translation>
    </message>
    <message>
      <source>{pages} · more than {size} to send</source>
      <translation>{pages} · más de {size} por enviar</translation>
    </message>
    <message>
      <source>{pages} · {size} to send</source>
      <translation>{pages} · {size} por enviar</translation>
    </message>
    <message>
      <source>{some} …</source>
      <translation>{some} …</translation>
    </message>
  </context>
  <context>
    <name>words_worklist</name>
    <message>
      <source>1 line without an ID</source>
      <translation>1 línea sin ID</translation>
    </message>
    <message>
      <source>DRX knows no single record for it</source>
      <translation>DRX no conoce una única ficha para ello</translation>
    </message>
    <message>
      <source>Not looked up yet</source>
      <translation>Aún sin buscar</translation>
    </message>
    <message>
      <source>done</source>
      <translation>hecho</translation>
    </message>
    <message>
      <source>look up</source>
      <translation>búsquelo</translation>
    </message>
    <message>
      <source>queued</source>
      <translation>en cola</translation>
    </message>
    <message>
      <source>skipped</source>
      <translation>omitida</translation>
    </message>
    <message>
      <source>{count} left out: the list is full</source>
      <translation>{count} fuera: la lista está llena</translation>
    </message>
    <message>
      <source>{count} lines without an ID</source>
      <translation>{count} líneas sin ID</translation>
    </message>
    <message>
      <source>{count} more</source>
      <translation>{count} más</translation>
    </message>
    <message>
      <source>{count} queued</source>
      <translation>{count} en cola</translation>
    </message>
    <message>
      <source>{count} skipped</source>
      <translation>{count} omitidas</translation>
    </message>
    <message>
      <source>{done} of {total}</source>
      <translation>{done} de {total}</translation>
    </message>
  </context>
  <context>
    <name>workspace_acts</name>
    <message>
      <source>Black out</source>
      <translation>Tachar</translation>
    </message>
    <message>
      <source>Camera</source>
      <translation>Cámara</translation>
    </message>
    <message>
      <source>Clean up</source>
      <translation>Limpiar</translation>
    </message>
    <message>
      <source>Colour, grey, black and white</source>
      <translation>Color, gris, blanco y negro</translation>
    </message>
    <message>
      <source>Colours</source>
      <translation>Colores</translation>
    </message>
    <message>
      <source>Compare</source>
      <translation>Comparar</translation>
    </message>
    <message>
      <source>Crop</source>
      <translation>Recortar</translation>
    </message>
    <message>
      <source>Edit profiles…</source>
      <translation>Editar perfiles…</translation>
    </message>
    <message>
      <source>Fit</source>
      <translation>Ajustar</translation>
    </message>
    <message>
      <source>Give to another record…</source>
      <translation>Dar a otro registro…</translation>
    </message>
    <message>
      <source>Go on with the scan</source>
      <translation>Seguir con el escaneo</translation>
    </message>
    <message>
      <source>It is right</source>
      <translation>Está bien</translation>
    </message>
    <message>
      <source>Join on one page</source>
      <translation>Unir en una página</translation>
    </message>
    <message>
      <source>Lay flat</source>
      <translation>Aplanar</translation>
    </message>
    <message>
      <source>Leave</source>
      <translation>Salir</translation>
    </message>
    <message>
      <source>Mend</source>
      <translation>Arreglar</translation>
    </message>
    <message>
      <source>Move page left</source>
      <translation>Mover la página a la izquierda</translation>
    </message>
    <message>
      <source>Move page right</source>
      <translation>Mover la página a la derecha</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>Abrir</translation>
    </message>
    <message>
      <source>Open folder</source>
      <translation>Abrir carpeta</translation>
    </message>
    <message>
      <source>Paste</source>
      <translation>Pegar</translation>
    </message>
    <message>
      <source>Redo</source>
      <translation>Rehacer</translation>
    </message>
    <message>
      <source>Redo: {step}</source>
      <translation>Rehacer: {step}</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>Quitar</translation>
    </message>
    <message>
      <source>Rotate left</source>
      <translation>Girar a la izquierda</translation>
    </message>
    <message>
      <source>Rotate right</source>
      <translation>Girar a la derecha</translation>
    </message>
    <message>
      <source>Scan</source>
      <translation>Escanear</translation>
    </message>
    <message>
      <source>Scan and insert before this page</source>
      <translation>Escanear e insertar antes de esta página</translation>
    </message>
    <message>
      <source>Scan in place of this page</source>
      <translation>Escanear en lugar de esta página</translation>
    </message>
    <message>
      <source>Scan with…</source>
      <translation>Escanear con…</translation>
    </message>
    <message>
      <source>Show at 100 %</source>
      <translation>Mostrar al 100 %</translation>
    </message>
    <message>
      <source>Sort by label</source>
      <translation>Clasificar por etiqueta</translation>
    </message>
    <message>
      <source>Stop the scan, or say that it was the last sheet</source>
      <translation>Parar el escaneo, o decir que fue la última hoja</translation>
    </message>
    <message>
      <source>Straighten</source>
      <translation>Enderezar</translation>
    </message>
    <message>
      <source>Straighten by hand</source>
      <translation>Enderezar a mano</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Deshacer</translation>
    </message>
    <message>
      <source>Undo: {step}</source>
      <translation>Deshacer: {step}</translation>
    </message>
    <message>
      <source>Upload</source>
      <translation>Subir</translation>
    </message>
    <message>
      <source>Zoom in</source>
      <translation>Acercar</translation>
    </message>
    <message>
      <source>Zoom out</source>
      <translation>Alejar</translation>
    </message>
  </context>
</TS>
